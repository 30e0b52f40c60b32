# Copyright (c) 2026 homelab.mediastack contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Options by which every module reaches its app."""

from __future__ import annotations


class ModuleDocFragment:
    """Options by which every module reaches its app."""

    DOCUMENTATION = r"""
options:
  url:
    description:
      - Address of the app, with its URL base where it has one.
      - V(http://…) and V(https://…) are used as they are.
      - V(kube://<namespace>/<service>:<port>) goes through a port-forward of the Kubernetes API to a ready pod of the
        service, V(kube://<namespace>/pod/<name>:<port>) to that pod. The port is a number or a name. Neither ingress
        nor NodePort is needed.
      - User names and passwords do not belong here.
    type: str
    required: true
  validate_certs:
    description: Whether the certificate of an V(https://) URL must be trusted.
    type: bool
    default: true
  ca_path:
    description: >-
      File (or directory) with the certificates of the authorities to trust, in PEM format; by default those that come
      with the Python library C(requests).
    type: path
  timeout:
    description: Seconds that the app has for answering one request.
    type: int
    default: 30
  wait:
    description:
      - Seconds to wait until the app answers for the first time, as after its start.
      - V(0) tries once.
    type: int
    default: 60
  kubeconfig:
    description: >-
      Kubeconfig file for V(kube://) URLs; by default the account of the pod that this runs in, else E(KUBECONFIG) or
      C(~/.kube/config).
    type: path
  context:
    description: Context in O(kubeconfig); by default its current one.
    type: str
  planned:
    description:
      - What earlier tasks of the same run would have made, so that a check of a whole play can go on.
      - Used in check mode only; in a real run things are there or missing.
    type: dict
    suboptions:
      app:
        description: Whether the app itself is still to be deployed. It is not contacted then and counts as empty.
        type: bool
        default: false
      flaresolverr:
        description: Whether Jackett would know a FlareSolverr.
        type: bool
        default: false
      tags:
        description: Labels of tags that count as present.
        type: list
        elements: str
        default: []
      download_clients:
        description: Names of download clients that count as present.
        type: list
        elements: str
        default: []
      indexers:
        description: Names of indexers that count as present.
        type: list
        elements: str
        default: []
      quality_profiles:
        description: Names of quality profiles that count as present.
        type: list
        elements: str
        default: []
      custom_formats:
        description: Names of custom formats that count as present.
        type: list
        elements: str
        default: []
      categories:
        description: Names of categories of qBittorrent that count as present.
        type: list
        elements: str
        default: []
requirements:
  - requests
  - kubernetes, for V(kube://) URLs only
notes:
  - Where the connection of the task is local, the work is done inside the controller's process, which makes a task some
    ten times faster. C(become), C(environment) and C(async) are refused there, since they would have no effect.
  - Redirects are not followed, and proxies and C(netrc) of the environment are not used.
"""
