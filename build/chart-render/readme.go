package main

import (
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"
	"sort"
	"strings"

	"sigs.k8s.io/yaml"
)

const (
	tableBegin = "<!-- values: written by `make manifests` from values.yaml and values.schema.json -->\n"
	tableEnd   = "<!-- /values -->\n"
)

// readme puts the table of values into the chart's README: words from the schema, defaults from values.yaml. A value without words or default is refused.
func readme(folder string) ([]byte, error) {
	text, err := os.ReadFile(filepath.Join(folder, "README.md"))
	if err != nil {
		return nil, err
	}
	before, rest, found := strings.Cut(string(text), tableBegin)
	_, after, closed := strings.Cut(rest, tableEnd)
	if !found || !closed {
		return nil, refuse("the chart's README.md lacks the lines %q and %q", strings.TrimSpace(tableBegin), strings.TrimSpace(tableEnd))
	}
	rows, err := rowsOf(folder)
	if err != nil {
		return nil, err
	}
	table := "| Value | Default | What |\n|---|---|---|\n" + strings.Join(rows, "")
	return []byte(before + tableBegin + table + tableEnd + after), nil
}

func rowsOf(folder string) ([]string, error) {
	var schema, defaults map[string]any
	for name, into := range map[string]*map[string]any{"values.schema.json": &schema, "values.yaml": &defaults} {
		text, err := os.ReadFile(filepath.Join(folder, name))
		if err != nil {
			return nil, err
		}
		if err := yaml.UnmarshalStrict(text, into); err != nil {
			return nil, refuse("%s: %v", name, err)
		}
	}
	return rows("", schema, defaults)
}

func rows(prefix string, schema, defaults map[string]any) ([]string, error) {
	properties, _ := schema["properties"].(map[string]any)
	if len(properties) > 0 && schema["additionalProperties"] != false {
		return nil, refuse("values.schema.json: %q does not refuse what it does not know", prefix)
	}
	var names, all []string
	for name := range properties {
		names = append(names, name)
	}
	sort.Strings(names)
	for _, name := range names {
		property, _ := properties[name].(map[string]any)
		fallback, isThere := defaults[name]
		if !isThere {
			return nil, refuse("values.schema.json knows %s%s, values.yaml does not", prefix, name)
		}
		table, isTable := fallback.(map[string]any)
		if isTable && property["properties"] != nil {
			below, err := rows(prefix+name+".", property, table)
			if err != nil {
				return nil, err
			}
			all = append(all, below...)
			continue
		}
		words := text(property["description"])
		if words == "" {
			return nil, refuse("values.schema.json: %s%s has no description", prefix, name)
		}
		value, err := json.Marshal(fallback)
		if err != nil {
			return nil, err
		}
		all = append(all, fmt.Sprintf("| `%s%s` | `%s` | %s |\n", prefix, name, value, words))
	}
	return all, nil
}
