// Copyright (c) 2026 homelab.mediastack contributors
// GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
// SPDX-License-Identifier: GPL-3.0-or-later

// The pod network of one node: CNI configuration, routes to the pods of the other nodes, and the
// NetworkPolicy engine that kind uses too.
package main

import (
	"context"
	"errors"
	"fmt"
	"net"
	"os"
	"os/exec"
	"os/signal"
	"path/filepath"
	"strings"
	"syscall"
	"time"

	corev1 "k8s.io/api/core/v1"
	"k8s.io/client-go/informers"
	"k8s.io/client-go/kubernetes"
	"k8s.io/client-go/rest"
	"k8s.io/client-go/tools/cache"
	"sigs.k8s.io/kube-network-policies/pkg/networkpolicy"
)

const (
	cniFile     = "/etc/cni/net.d/10-pods.conflist"
	policyQueue = "100"
	cniTemplate = `{"cniVersion": "0.4.0", "name": "pods", "plugins": [
  {"type": "bridge", "bridge": "cni0", "isGateway": true, "ipMasq": false, "hairpinMode": true,
   "ipam": {"type": "host-local", "ranges": [[{"subnet": %q}]], "routes": [{"dst": "0.0.0.0/0"}]}},
  {"type": "portmap", "capabilities": {"portMappings": true}}]}
`
)

func runNodeNetwork() error {
	nodeName, podNetwork := os.Getenv("NODE_NAME"), os.Getenv("POD_NETWORK")
	if nodeName == "" || podNetwork == "" {
		return errors.New("node-network needs NODE_NAME and POD_NETWORK in its environment")
	}
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM)
	defer stop()
	config, err := rest.InClusterConfig()
	if err != nil {
		return err
	}
	if err := waitForAPI(ctx); err != nil {
		return err
	}
	client, err := kubernetes.NewForConfig(config)
	if err != nil {
		return err
	}
	factory := informers.NewSharedInformerFactory(client, 0)
	update := func(object any) {
		if node, ok := object.(*corev1.Node); ok {
			report(followNode(node, node.Name == nodeName, podNetwork))
		}
	}
	if _, err := factory.Core().V1().Nodes().Informer().AddEventHandler(cache.ResourceEventHandlerFuncs{
		AddFunc:    update,
		UpdateFunc: func(_, object any) { update(object) },
		DeleteFunc: func(object any) {
			if node, ok := object.(*corev1.Node); ok && node.Spec.PodCIDR != "" {
				report(command("ip", "route", "del", node.Spec.PodCIDR))
			}
		},
	}); err != nil {
		return err
	}
	policies, err := newPolicyEngine(client, factory, nodeName)
	if err != nil {
		return err
	}
	factory.Start(ctx.Done())
	return policies.Run(ctx)
}

// waitForAPI waits until kube-proxy has made the API's service address work; a client that asks too early
// would wait 30 seconds for its first answer.
func waitForAPI(ctx context.Context) error {
	address := net.JoinHostPort(os.Getenv("KUBERNETES_SERVICE_HOST"), os.Getenv("KUBERNETES_SERVICE_PORT"))
	for {
		connection, err := net.DialTimeout("tcp", address, 300*time.Millisecond)
		if err == nil {
			return connection.Close()
		}
		select {
		case <-ctx.Done():
			return ctx.Err()
		case <-time.After(200 * time.Millisecond):
		}
	}
}

// newPolicyEngine prepares the engine and sends it the first packet of each connection. Its own nftables rules
// need a queue expression not every kernel has; it only logs that, and these iptables rules do the work.
// Switching its NRI support off makes version 0.8.0 panic on addresses that belong to no pod.
func newPolicyEngine(client kubernetes.Interface, factory informers.SharedInformerFactory, nodeName string) (*networkpolicy.Controller, error) {
	rules := [][]string{
		{"-m", "owner", "--uid-owner", "0", "-j", "RETURN"}, // probes of the kubelet
		{"-m", "conntrack", "--ctstate", "ESTABLISHED,RELATED", "-j", "RETURN"},
		{"-j", "NFQUEUE", "--queue-num", policyQueue, "--queue-bypass"},
	}
	for _, rule := range rules {
		if err := ensureRule("mangle", rule...); err != nil {
			return nil, err
		}
	}
	return networkpolicy.NewController(client, factory.Networking().V1().NetworkPolicies(),
		factory.Core().V1().Namespaces(), factory.Core().V1().Pods(), nil, nil, nil, nil,
		networkpolicy.Config{QueueID: 100, NodeName: nodeName})
}

// followNode makes this node ready for its own pods, or reach those of another node.
func followNode(node *corev1.Node, own bool, podNetwork string) error {
	if node.Spec.PodCIDR == "" {
		return nil
	}
	if own {
		// Masquerading inside the pod network would hide the sender from policies.
		return errors.Join(
			ensureRule("nat", "-s", node.Spec.PodCIDR, "!", "-d", podNetwork, "-j", "MASQUERADE"),
			writeWhole(cniFile, fmt.Sprintf(cniTemplate, node.Spec.PodCIDR)))
	}
	for _, address := range node.Status.Addresses {
		if address.Type == corev1.NodeInternalIP {
			return command("ip", "route", "replace", node.Spec.PodCIDR, "via", address.Address)
		}
	}
	return nil
}

func ensureRule(table string, rule ...string) error {
	arguments := append([]string{"-w", "-t", table, "-C", "POSTROUTING"}, rule...)
	if command("iptables", arguments...) == nil {
		return nil
	}
	arguments[3] = "-A"
	return command("iptables", arguments...)
}

// writeWhole replaces a file in one go, so that the runtime never reads half of it.
func writeWhole(path, content string) error {
	part := filepath.Join(filepath.Dir(path), ".part")
	if err := os.WriteFile(part, []byte(content), 0o644); err != nil {
		return err
	}
	return os.Rename(part, path)
}

func command(name string, arguments ...string) error {
	output, err := exec.Command(name, arguments...).CombinedOutput()
	if err != nil {
		return fmt.Errorf("%s %s: %w: %s", name, strings.Join(arguments, " "), err, strings.TrimSpace(string(output)))
	}
	return nil
}

func report(err error) {
	if err != nil {
		fmt.Fprintln(os.Stderr, err)
	}
}
