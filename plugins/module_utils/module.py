# Copyright (c) 2026 homelab.mediastack contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Running a resource as an ordinary module: the path for tasks whose connection is not local."""

from __future__ import annotations

from ansible.module_utils.basic import AnsibleModule

from .errors import MediastackError
from .resource import Resource


def run(resource: Resource) -> None:
    """The whole main of a module: parse the options, perform, exit with the result or one sentence."""
    module = AnsibleModule(argument_spec=resource.argument_spec, supports_check_mode=True, **resource.rules)
    try:
        result = resource.perform(module.params, module.check_mode)
    except MediastackError as error:
        module.fail_json(msg=str(error))
    for warning in result.pop("warnings", []):
        module.warn(warning)
    module.exit_json(**result)
