# Copyright (c) 2026 homelab.mediastack contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Base of the stack's actions: they work on the whole stack, as the host's variables describe it."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cached_property
from typing import Any, ClassVar

from ansible.errors import AnsibleError

from ..module_utils.errors import BadInput
from ..module_utils.http.cluster import Cluster
from ..module_utils.reconcile.secrets import secret_values
from .action import InProcessAction, Spec
from .cluster import secret
from .topology import schema
from .topology.resolve import resolve
from .topology.stack import Stack

OPTIONS = "mediastack_kubeconfig and mediastack_context"
"""How sentences name what leads to the cluster."""

ONLY: Spec = {"only": {"type": "list", "elements": "str"}}


class StackAction(InProcessAction):
    """A subclass implements ``work`` with ``self.stack`` and ``self.cluster``; always runs on the controller."""

    options: ClassVar[Spec] = {}
    data: ClassVar[tuple[str, ...]] = ()
    """Keys of the result that later tasks work with. They are made to be right as they are, so they are not scrubbed:
    a password that happens to be ``radarr`` would make nonsense of every address."""

    @property
    def argument_spec(self) -> Spec:
        """What the subclass names; the stack itself comes from the host's variables."""
        return self.options

    def perform(self, params: Mapping[str, Any], task_vars: Mapping[str, Any]) -> dict[str, Any]:
        """Resolve the stack, then do the work."""
        variables = self._variables(task_vars)
        self.secrets.update(secret_values(_without_names(variables.get("mediastack_credentials"))))
        self.stack: Stack = resolve(variables)
        return self.work(params)

    def work(self, params: Mapping[str, Any]) -> dict[str, Any]:
        """The work itself."""
        raise NotImplementedError

    @cached_property
    def cluster(self) -> Cluster:
        """The stack's cluster."""
        return Cluster(self.stack.kubeconfig, self.stack.context, OPTIONS)

    @property
    def check_mode(self) -> bool:
        """Whether nothing may be written."""
        return bool(self._task.check_mode)

    def credentials(self) -> dict[str, str]:
        """The content of the credentials' Secret as it is or, in check mode, would be; never shown from then on."""
        data = secret.planned_credentials(self.cluster, self.stack)
        self.secrets.update(secret.hidden(data))
        return data

    def _scrubbed(self, result: dict[str, Any]) -> dict[str, Any]:
        kept = {key: result.pop(key) for key in self.data if key in result}
        return {**super()._scrubbed(result), **kept}

    def only(self, params: Mapping[str, Any]) -> list[str]:
        """The instances to work on: all, or those of the apps that option ``only`` names."""
        if params["only"] is None:
            return list(self.stack.instances)
        names = [instance.name for instance in self.stack.of(*params["only"])]
        if not names:
            raise BadInput(f"No instance of {', '.join(params['only'])} is enabled; enable one in mediastack_apps.")
        return names

    def _variables(self, task_vars: Mapping[str, Any]) -> dict[str, Any]:
        result: dict[str, Any] = {}
        for name in task_vars:
            if not str(name).startswith(schema.PREFIX):
                continue
            try:
                result[str(name)] = _plain(self._templar.template(task_vars[name]))
            except AnsibleError as error:
                raise BadInput(f"Variable {name} can't be evaluated: {error}") from None
        return result


def _without_names(credentials: Any) -> list[Any]:
    """What of the user's credentials is secret; of whatever shape, since it is not checked yet."""
    if not isinstance(credentials, Mapping):
        return [credentials]
    return [
        {key: value for key, value in held.items() if key != "username"} if isinstance(held, Mapping) else held
        for held in credentials.values()
    ]


def _plain(value: Any) -> Any:
    """Without what Ansible tags its values with: plain dictionaries, lists and texts, vaulted ones decrypted."""
    if isinstance(value, Mapping):
        return {str(key): _plain(item) for key, item in value.items()}
    if isinstance(value, (list, tuple)):
        return [_plain(item) for item in value]
    if isinstance(value, str) or hasattr(value, "vault"):
        return str(value)
    return value
