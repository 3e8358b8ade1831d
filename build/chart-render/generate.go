package main

import (
	"bytes"
	"flag"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"sort"
	"strings"

	"sigs.k8s.io/yaml"
)

const (
	chartFolder = "charts/modelsync"
	crdFolder   = chartFolder + "/templates/crds"
	writtenBy   = "Written by `make manifests`"
)

// Copied as they are, because templates of Prometheus and Grafana look like Helm's: the chart reads them by .Files.Get.
var copies = map[string]string{
	chartFolder + "/files/prometheusrule.yaml":    "deploy/observability/prometheusrule.yaml",
	chartFolder + "/files/grafana-dashboard.json": "deploy/observability/grafana-dashboard.json",
}

// generate writes what is generated of the chart and of deploy/, or says what differs.
func generate(arguments []string) error {
	flags := flag.NewFlagSet("generate", flag.ContinueOnError)
	onlyCheck := flags.Bool("check", false, "write nothing, and fail when a file is not as it would be written")
	root, err := parseFlags(flags, arguments)
	if err != nil {
		return err
	}
	rbac, err := io.ReadAll(os.Stdin)
	if err != nil {
		return err
	}
	wanted, err := generated(root, string(rbac))
	if err != nil {
		return err
	}
	differing, err := differences(root, wanted)
	if err != nil {
		return err
	}
	if *onlyCheck && len(differing) > 0 {
		return refuse("not as `make manifests` writes them: %s", strings.Join(differing, ", "))
	}
	return write(root, wanted, differing)
}

func generated(root, rbac string) (map[string][]byte, error) {
	all := map[string][]byte{}
	rules, err := rulesTemplate(rbac)
	if err != nil {
		return nil, err
	}
	all[chartFolder+"/templates/_rules.tpl"] = []byte(rules)
	for target, source := range copies {
		if all[target], err = os.ReadFile(filepath.Join(root, source)); err != nil {
			return nil, err
		}
	}
	definitions, err := filepath.Glob(filepath.Join(root, "crds", "*.yaml"))
	if err != nil || len(definitions) == 0 {
		return nil, fmt.Errorf("there are no crds/*.yaml in %s: %v", root, err)
	}
	for _, path := range definitions {
		text, err := os.ReadFile(path)
		if err != nil {
			return nil, err
		}
		name := filepath.Base(path)
		if all[crdFolder+"/"+name], err = crdTemplate(name, string(text)); err != nil {
			return nil, err
		}
	}
	if all[chartFolder+"/README.md"], err = readme(filepath.Join(root, chartFolder)); err != nil {
		return nil, err
	}
	return all, manifests(root, all)
}

// crdTemplate makes a template of a definition. Nothing of the definition itself is taken for one.
func crdTemplate(name, text string) ([]byte, error) {
	head, spec, found := strings.Cut(strings.TrimPrefix(text, "---\n"), "\nspec:\n")
	if !found || strings.Contains(head, "annotations:") || strings.Contains(head, "labels:") {
		return nil, refuse("crds/%s does not begin as expected: apiVersion, kind, metadata.name, spec", name)
	}
	var result strings.Builder
	fmt.Fprintf(&result, "{{- /* %s from crds/%s */}}\n{{- if .Values.crds.enabled }}\n%s\n", writtenBy, name, head)
	result.WriteString("  labels:\n    {{- include \"modelsync.labels\" . | nindent 4 }}\n  {{- include \"modelsync.crdAnnotations\" . | nindent 2 }}\nspec:\n")
	result.WriteString(strings.ReplaceAll(spec, "{{", `{{ "{{" }}`))
	result.WriteString("{{- end }}\n")
	return []byte(result.String()), nil
}

// rulesTemplate takes the rules, with the words that tell what they are for, from what `modelsync-operator rbac` prints.
func rulesTemplate(rbac string) (string, error) {
	rules := map[string]string{}
	for _, document := range strings.Split(rbac, "---\n") {
		if head, after, found := strings.Cut(document, "rules:\n"); found {
			_, name, _ := strings.Cut(head, "  name: ")
			name, _, _ = strings.Cut(name, "\n")
			rules[name] = strings.ReplaceAll("\n"+after, "\n  ", "\n")[1:]
		}
	}
	inNamespaces, proxy := partBefore(rules["modelsync"], "pods/proxy")
	if rules["modelsync-cluster"] == "" || inNamespaces == "" || proxy == "" || rules["modelsync-leader"] == "" {
		return "", refuse("standard input is not what `modelsync-operator rbac --namespaces any --pods-by-api-server true` prints")
	}
	var result strings.Builder
	fmt.Fprintf(&result, "{{- /* %s from what `modelsync-operator rbac` prints */}}\n", writtenBy)
	define := func(name, body string) { fmt.Fprintf(&result, "\n{{- define %q -}}\n%s{{- end }}\n", name, body) }
	define("modelsync.rules.cluster", rules["modelsync-cluster"])
	define("modelsync.rules.namespaces", inNamespaces+"{{- if .Values.gates.podsByApiServer }}\n"+proxy+"{{- end }}\n")
	define("modelsync.rules.own", rules["modelsync-leader"])
	return result.String(), nil
}

// partBefore parts rules before the one, with its comment, that names the resource; it must be the last.
func partBefore(rules, resource string) (string, string) {
	at := strings.LastIndex(rules, "# ")
	if at < 0 || !strings.Contains(rules[at:], resource) {
		return "", ""
	}
	return rules[:at], rules[at:]
}

// Labels and annotations that mean something to Helm alone, or that an image chosen by kustomize would make untrue.
var ofHelm = []string{"app.kubernetes.io/managed-by", "app.kubernetes.io/version", "helm.sh/chart", "helm.sh/resource-policy"}

// manifests adds the kustomization's resources: the chart's objects of the default values, but for those in deploy/rbac.yaml; and beside them the roles for people.
func manifests(root string, all map[string][]byte) error {
	overlay := map[string][]byte{}
	for path, text := range all {
		overlay[strings.TrimPrefix(path, chartFolder+"/")] = text
	}
	loaded, err := loadChart(filepath.Join(root, chartFolder), overlay)
	if err != nil {
		return err
	}
	result, err := render(loaded, release{Name: "modelsync", Namespace: "modelsync-system", kubeVersion: "1.33.0"}, map[string]any{"rbac": map[string]any{"aggregate": true}})
	if err != nil {
		return err
	}
	for _, one := range result.objects {
		target, values := "deploy/operator.yaml", "its default values"
		switch {
		case one.kind() == "CustomResourceDefinition":
			target = "deploy/crds.yaml"
		case isForPeople(one.content):
			target, values = "deploy/roles.yaml", "rbac.aggregate"
		case one.kind() == "ServiceAccount" || strings.Contains(one.version(), "rbac.authorization.k8s.io"):
			continue
		}
		withoutHelm(one.content)
		text, err := yaml.Marshal(one.content)
		if err != nil {
			return err
		}
		if all[target] == nil {
			all[target] = []byte("# " + writtenBy + " from charts/modelsync with " + values + ".\n")
		}
		all[target] = append(append(all[target], "---\n"...), text...)
	}
	return nil
}

// isForPeople tells the roles that Kubernetes adds to its own for people from those of the operator.
func isForPeople(content map[string]any) bool {
	metadata, _ := content["metadata"].(map[string]any)
	labels, _ := metadata["labels"].(map[string]any)
	return labels["rbac.authorization.k8s.io/aggregate-to-admin"] != nil
}

func withoutHelm(value any) {
	switch value := value.(type) {
	case []any:
		for _, item := range value {
			withoutHelm(item)
		}
	case map[string]any:
		for _, item := range value {
			withoutHelm(item)
		}
		for _, field := range []string{"labels", "annotations"} {
			table, isTable := value[field].(map[string]any)
			for _, key := range ofHelm {
				if _, isThere := table[key]; isTable && isThere {
					if delete(table, key); len(table) == 0 {
						delete(value, field)
					}
				}
			}
		}
	}
}

func differences(root string, wanted map[string][]byte) ([]string, error) {
	var differing []string
	for path, text := range wanted {
		present, err := os.ReadFile(filepath.Join(root, path))
		if err != nil && !os.IsNotExist(err) {
			return nil, err
		}
		if err != nil || !bytes.Equal(present, text) {
			differing = append(differing, path)
		}
	}
	present, err := filepath.Glob(filepath.Join(root, crdFolder, "*"))
	for _, path := range present {
		if name := crdFolder + "/" + filepath.Base(path); wanted[name] == nil {
			differing = append(differing, name)
		}
	}
	sort.Strings(differing)
	return differing, err
}

func write(root string, wanted map[string][]byte, differing []string) error {
	for _, path := range differing {
		target := filepath.Join(root, path)
		fmt.Println(path)
		if wanted[path] == nil {
			if err := os.Remove(target); err != nil {
				return err
			}
			continue
		}
		if err := os.MkdirAll(filepath.Dir(target), 0o755); err != nil {
			return err
		}
		if err := os.WriteFile(target, wanted[path], 0o644); err != nil {
			return err
		}
	}
	return nil
}
