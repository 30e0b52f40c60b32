# Copyright (c) 2026 homelab.mediastack contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Callback for tests: writes every task's result to the file named by RECORDED_RESULTS, one JSON object a line."""

from __future__ import annotations

import json
import os
from typing import Any

from ansible.plugins.callback import CallbackBase

DOCUMENTATION = """
name: record
type: notification
short_description: Record results for tests
description: Writes each result as a line of JSON.
"""


class CallbackModule(CallbackBase):
    """Records results as they are, before any other callback shortens them."""

    CALLBACK_VERSION = 2.0
    CALLBACK_TYPE = "notification"
    CALLBACK_NAME = "record"
    CALLBACK_NEEDS_ENABLED = True

    def _record(self, result: Any, failed: bool = False) -> None:
        line = {"task": result.task.get_name(), "result": {**result.result, "failed": failed}}
        with open(os.environ["RECORDED_RESULTS"], "a", encoding="utf-8") as file:
            file.write(json.dumps(line, default=str) + "\n")

    v2_runner_on_ok = v2_runner_on_skipped = _record

    def v2_runner_on_failed(self, result: Any, ignore_errors: bool = False) -> None:
        """A failed task, ignored or not."""
        self._record(result, failed=True)

    def v2_runner_on_unreachable(self, result: Any) -> None:
        """A host that could not be reached."""
        self._record(result, failed=True)
