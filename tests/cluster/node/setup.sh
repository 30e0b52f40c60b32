#!/bin/sh
# Copyright (c) 2026 homelab.mediastack contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
#
# Turns a Debian root file system with kind's own files and the Kubernetes programs in it into a kind node.
# Runs once, inside the container that becomes the node image; the archive of the control plane's images is its input.
set -eu

for program in kubelet kubeadm kubectl; do
    ln -sf hyperkube "/usr/bin/$program"
done
for program in containerd ctr containerd-shim-runc-v2; do
    ln -sf "/usr/bin/$program" "/usr/local/bin/$program"
done
mkdir -p /opt/cni /etc/kubernetes/manifests
ln -sfn /usr/lib/cni /opt/cni/bin

# Debian's containerd is older than the one kind ships: no snapshotter plugin, no base specification; the pause
# image is the one kubeadm asks for; and a machine that may not lower OOM scores must not be asked to.
sed -i \
    -e '/base_runtime_spec/d' \
    -e '/proxy_plugins/d' -e '/type = "snapshot"/d' -e '/address = /d' \
    -e "s#sandbox_image = .*#sandbox_image = \"$PAUSE_IMAGE\"#" \
    -e 's/restrict_oom_score_adj = false/restrict_oom_score_adj = true\n  disable_apparmor = true/' \
    /etc/containerd/config.toml

# A node starts containerd and kubelet, nothing that expects real hardware.
rm -f /lib/systemd/system/multi-user.target.wants/* /etc/systemd/system/*.wants/* \
    /lib/systemd/system/local-fs.target.wants/* /lib/systemd/system/basic.target.wants/* \
    /lib/systemd/system/sockets.target.wants/*udev* /lib/systemd/system/sockets.target.wants/*initctl* \
    /lib/systemd/system/sysinit.target.wants/systemd-tmpfiles-setup.service
echo 'ReadKMsg=no' >>/etc/systemd/journald.conf
systemctl enable kubelet.service containerd.service undo-mount-hacks.service
systemctl mask systemd-binfmt.service

containerd >/tmp/containerd.log 2>&1 &
runtime=$!
tries=0
until ctr version >/dev/null 2>&1; do
    tries=$((tries + 1))
    if [ "$tries" -gt 100 ]; then
        tail -n 3 /tmp/containerd.log >&2
        exit 1
    fi
    sleep 0.2
done
ctr --namespace k8s.io images import --no-unpack --all-platforms - >/dev/null
kill "$runtime"
wait "$runtime" || true
rm -f /setup.sh
