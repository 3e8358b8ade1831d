package main

import (
	"os"
	"path/filepath"
	"sort"
	"strings"

	"sigs.k8s.io/yaml"
)

// chart is a chart as it lies in its folder, without dependencies: this project's has none.
type chart struct {
	metadata metadata
	defaults map[string]any
	schema   []byte
	all      map[string][]byte
}

// metadata is what templates see as .Chart: a field that Helm does not know is an error there too.
type metadata struct {
	APIVersion  string            `json:"apiVersion"`
	Name        string            `json:"name"`
	Version     string            `json:"version"`
	AppVersion  string            `json:"appVersion"`
	KubeVersion string            `json:"kubeVersion"`
	Description string            `json:"description"`
	Type        string            `json:"type"`
	Home        string            `json:"home"`
	Icon        string            `json:"icon"`
	Sources     []string          `json:"sources"`
	Keywords    []string          `json:"keywords"`
	Annotations map[string]string `json:"annotations"`
	Maintainers []struct {
		Name, Email, URL string
	} `json:"maintainers"`
}

// loadChart reads a chart; files of overlay, by their path within it, take the place of those in the folder.
func loadChart(folder string, overlay map[string][]byte) (*chart, error) {
	all, err := readFolder(folder)
	if err != nil {
		return nil, err
	}
	for path, text := range overlay {
		all[path] = text
	}
	loaded := &chart{all: all, schema: all["values.schema.json"]}
	if err := yaml.UnmarshalStrict(all["Chart.yaml"], &loaded.metadata); err != nil {
		return nil, refuse("%s: %v", filepath.Join(folder, "Chart.yaml"), err)
	}
	if loaded.metadata.APIVersion != "v2" || loaded.metadata.Name == "" || loaded.metadata.Version == "" {
		return nil, refuse("%s: apiVersion must be v2, and name and version be there", filepath.Join(folder, "Chart.yaml"))
	}
	if filepath.Base(filepath.Clean(folder)) != loaded.metadata.Name {
		return nil, refuse("the chart %s lies in a folder of another name: %s", loaded.metadata.Name, folder)
	}
	if err := yaml.UnmarshalStrict(all["values.yaml"], &loaded.defaults); err != nil {
		return nil, refuse("%s: %v", filepath.Join(folder, "values.yaml"), err)
	}
	return loaded, nil
}

func readFolder(folder string) (map[string][]byte, error) {
	all := map[string][]byte{}
	err := filepath.WalkDir(folder, func(path string, entry os.DirEntry, err error) error {
		if err != nil || entry.IsDir() {
			return err
		}
		text, err := os.ReadFile(path)
		if err != nil {
			return err
		}
		relative, err := filepath.Rel(folder, path)
		all[filepath.ToSlash(relative)] = text
		return err
	})
	return all, err
}

func isTemplate(path string) bool { return strings.HasPrefix(path, "templates/") }

// isSpecial names what Helm keeps from .Files.
func isSpecial(path string) bool {
	switch path {
	case "Chart.yaml", "values.yaml", "values.schema.json":
		return true
	}
	return isTemplate(path)
}

func (c *chart) paths(choose func(string) bool) []string {
	var paths []string
	for path := range c.all {
		if choose(path) {
			paths = append(paths, path)
		}
	}
	sort.Strings(paths)
	return paths
}
