# Copyright (c) 2026 homelab.mediastack contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""The fast path of every task: its work inside the controller's process, without starting a module.

A module task costs about half a second of process start, this one some 35 ms and 14 ms for each further loop item.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from ansible.module_utils.common.arg_spec import ArgumentSpecValidator
from ansible.module_utils.common.parameters import remove_values
from ansible.module_utils.errors import UnsupportedError
from ansible.plugins.action import ActionBase

from ..module_utils.errors import MediastackError
from ..module_utils.reconcile.secrets import secret_values
from ..module_utils.resource import Resource

Spec = Mapping[str, dict[str, Any]]


class InProcessAction(ActionBase):
    """Base of all action plugins: options are checked, expected failures become one sentence, secrets are scrubbed."""

    TRANSFERS_FILES = False
    _requires_connection = False
    _supports_async = True  # only so that our own sentence refuses it

    @property
    def argument_spec(self) -> Spec:
        """The options of the task."""
        raise NotImplementedError

    @property
    def rules(self) -> Mapping[str, Any]:
        """Rules between options, as in ``mutually_exclusive``."""
        return {}

    def perform(self, params: Mapping[str, Any], task_vars: Mapping[str, Any]) -> dict[str, Any]:
        """The work itself; raises MediastackError. What must never be shown goes into ``self.secrets`` first."""
        raise NotImplementedError

    def run(self, tmp: Any = None, task_vars: dict[str, Any] | None = None) -> dict[str, Any]:
        """The task's result, secrets scrubbed from all of it."""
        super().run(tmp, task_vars)
        refused = self._refused()
        if refused:
            return {"failed": True, "msg": refused}
        self.secrets = set(secret_values(self._given_secrets()))
        validation = ArgumentSpecValidator(dict(self.argument_spec), **self.rules).validate(self._task.args)
        self.secrets.update(validation._no_log_values)
        if validation.error_messages:
            return self._scrubbed({"failed": True, "msg": "; ".join(map(self._told, validation.errors))})
        try:
            result = self.perform(validation.validated_parameters, task_vars or {})
        except MediastackError as error:
            result = {"failed": True, "msg": str(error)}
        return self._scrubbed(result)

    def _told(self, error: Exception) -> str:
        """The validator's words; for unknown options they are only names."""
        return f"{self._task.action} has no option {error}" if isinstance(error, UnsupportedError) else str(error)

    def _refused(self) -> str | None:
        """What a process of its own would be needed for is refused, not silently ignored."""
        keywords = {
            "become": self._task.become,
            "environment": any(self._task.environment or []),
            "async": self._task.async_val,
        }
        for keyword, is_set in keywords.items():
            if is_set:
                return (
                    f"{self._task.action} runs inside the controller, where {keyword} has no effect; "
                    f"remove {keyword} from this task or its play."
                )
        return None

    def _given_secrets(self) -> list[Any]:
        return [self._task.args.get(option) for option, spec in self.argument_spec.items() if spec.get("no_log")]

    def _scrubbed(self, result: dict[str, Any]) -> dict[str, Any]:
        cleaned: dict[str, Any] = remove_values(result, self.secrets)
        return cleaned


class ResourceAction(InProcessAction):
    """Base of the modules' action plugins: a subclass names its ``resource``.

    In process only where the task's connection is local; elsewhere the module of the same name runs there.
    """

    resource: Resource

    @property
    def argument_spec(self) -> Spec:
        """The module's own."""
        return self.resource.argument_spec

    @property
    def rules(self) -> Mapping[str, Any]:
        """The module's own."""
        return self.resource.rules

    def run(self, tmp: Any = None, task_vars: dict[str, Any] | None = None) -> dict[str, Any]:
        """The task's result, wherever it runs."""
        if self._connection.transport != "local":
            return dict(self._execute_module(task_vars=task_vars))
        return super().run(tmp, task_vars)

    def perform(self, params: Mapping[str, Any], task_vars: Mapping[str, Any]) -> dict[str, Any]:
        """The module's own."""
        return self.resource.perform(params, self._task.check_mode)
