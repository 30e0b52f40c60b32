# Copyright (c) 2026 homelab.mediastack contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""The engine: resource kinds as data, planning as a pure function, writing in one place.

Nothing in this package imports Ansible or an HTTP library; it can be tested, and read, alone.
"""
