package main

import (
	"regexp"
	"sort"
	"strings"

	"sigs.k8s.io/yaml"
)

type object struct {
	source, text string
	content      map[string]any
}

// Where Helm parts documents, and nowhere else.
var separator = regexp.MustCompile(`(?:^|\s*\n)---\s*`)

// parse reads the objects of a rendered file, and refuses what no cluster would take for one.
func parse(source, text string) ([]object, error) {
	var objects []object
	for _, document := range separator.Split(text, -1) {
		document = strings.TrimSpace(document)
		var content map[string]any
		if err := yaml.UnmarshalStrict([]byte(document), &content); err != nil {
			return nil, refuse("%s is not YAML: %v\n%s", source, err, document)
		}
		if len(content) == 0 {
			continue
		}
		one := object{source, document, content}
		if one.kind() == "" || one.version() == "" || one.name() == "" {
			return nil, refuse("%s: an object without apiVersion, kind or metadata.name:\n%s", source, document)
		}
		objects = append(objects, one)
	}
	return objects, nil
}

// check refuses two objects of one name, names that are too long, and sorts in the order in which Helm installs.
func check(objects []object, namespace string) error {
	seen := map[string]string{}
	for _, one := range objects {
		where := one.metadata("namespace")
		if where == "" && !one.isOfCluster() {
			where = namespace
		}
		group, _, _ := strings.Cut(one.version(), "/")
		key := strings.Join([]string{group, one.kind(), where, one.name()}, " ")
		if before, isThere := seen[key]; isThere {
			return refuse("%s and %s both render %s", before, one.source, key)
		}
		seen[key] = one.source
		if len(one.name()) > 63 && one.kind() != "CustomResourceDefinition" {
			return refuse("%s: the name %s of a %s has more than 63 characters", one.source, one.name(), one.kind())
		}
	}
	sort.SliceStable(objects, func(i, j int) bool { return objects[i].order() < objects[j].order() })
	return nil
}

func text(value any) string { s, _ := value.(string); return s }

func (o *object) kind() string    { return text(o.content["kind"]) }
func (o *object) version() string { return text(o.content["apiVersion"]) }
func (o *object) name() string    { return o.metadata("name") }

func (o *object) metadata(field string) string {
	metadata, _ := o.content["metadata"].(map[string]any)
	return text(metadata[field])
}

func (o *object) isOfCluster() bool {
	return o.kind() == "Namespace" || o.kind() == "CustomResourceDefinition" || strings.HasPrefix(o.kind(), "Cluster")
}

// Helm's order of installation, as far as charts like this one have such kinds.
var installOrder = strings.Fields("Namespace NetworkPolicy PodDisruptionBudget ServiceAccount Secret ConfigMap CustomResourceDefinition ClusterRole ClusterRoleBinding Role RoleBinding Service Deployment")

func (o *object) order() int {
	for index, kind := range installOrder {
		if kind == o.kind() {
			return index
		}
	}
	return len(installOrder)
}
