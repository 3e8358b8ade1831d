package main

import (
	"fmt"
	"os"
	"regexp"
	"strconv"
	"strings"

	"sigs.k8s.io/yaml"
)

// given are the user's values, in the order in which they override each other.
type given struct {
	files      list
	sets       list
	stringSets list
}

func (g *given) read() (map[string]any, error) {
	user := map[string]any{}
	for _, file := range g.files {
		text, err := os.ReadFile(file)
		if err != nil {
			return nil, err
		}
		var values map[string]any
		if err := yaml.UnmarshalStrict(text, &values); err != nil {
			return nil, refuse("%s: %v", file, err)
		}
		merge(user, values)
	}
	for _, one := range g.sets {
		if err := set(user, one, typed); err != nil {
			return nil, err
		}
	}
	for _, one := range g.stringSets {
		if err := set(user, one, func(value string) any { return value }); err != nil {
			return nil, err
		}
	}
	return user, nil
}

// merge writes values over target; tables are merged, everything else is replaced.
func merge(target, values map[string]any) {
	for key, value := range values {
		table, isTable := value.(map[string]any)
		before, wasTable := target[key].(map[string]any)
		if isTable && wasTable {
			merge(before, table)
		} else {
			target[key] = value
		}
	}
}

// coalesce gives the user's values with the chart's defaults behind them: null takes a default away, as with Helm.
func coalesce(user, defaults map[string]any) map[string]any {
	result := map[string]any{}
	for key, value := range user {
		if value != nil {
			result[key] = value
		}
	}
	for key, fallback := range defaults {
		value, isGiven := user[key]
		table, isTable := value.(map[string]any)
		behind, wasTable := fallback.(map[string]any)
		switch {
		case !isGiven && wasTable:
			result[key] = coalesce(nil, behind)
		case !isGiven && fallback != nil:
			result[key] = fallback
		case isTable && wasTable:
			result[key] = coalesce(table, behind)
		}
	}
	return result
}

var (
	pathPart = regexp.MustCompile(`^((?:[^\\.\[\]]|\\.)+)(?:\[(\d+)\])?(?:\.|$)`)
	integer  = regexp.MustCompile(`^(0|-?[1-9]\d*)$`)
	escape   = regexp.MustCompile(`\\(.)`)
)

// set understands of Helm's --set one PATH=VALUE, with a.b, a[0], a\.b, and {x,y}.
func set(target map[string]any, assignment string, convert func(string) any) error {
	path, text, found := strings.Cut(assignment, "=")
	if !found {
		return refuse("%q is no PATH=VALUE", assignment)
	}
	var value any
	if inner := strings.TrimSuffix(strings.TrimPrefix(text, "{"), "}"); len(inner) == len(text)-2 {
		items := []any{}
		for _, item := range strings.Split(inner, ",") {
			if item != "" {
				items = append(items, convert(item))
			}
		}
		value = items
	} else {
		value = convert(escape.ReplaceAllString(text, "$1"))
	}
	return put(target, path, value)
}

func put(target map[string]any, path string, value any) error {
	match := pathPart.FindStringSubmatch(path)
	if match == nil {
		return refuse("%q is no path of a value", path)
	}
	key, rest := escape.ReplaceAllString(match[1], "$1"), path[len(match[0]):]
	if match[2] == "" {
		if rest == "" {
			target[key] = value
			return nil
		}
		return put(child(target, key), rest, value)
	}
	items, _ := target[key].([]any)
	index, err := strconv.Atoi(match[2])
	if err != nil || index > len(items) {
		return refuse("%s[%s]: it has %d items", key, match[2], len(items))
	}
	if index == len(items) {
		items = append(items, nil)
	}
	if target[key] = items; rest == "" {
		items[index] = value
		return nil
	}
	table, isTable := items[index].(map[string]any)
	if !isTable {
		table = map[string]any{}
		items[index] = table
	}
	return put(table, rest, value)
}

func child(target map[string]any, key string) map[string]any {
	table, isTable := target[key].(map[string]any)
	if !isTable {
		table = map[string]any{}
		target[key] = table
	}
	return table
}

func typed(value string) any {
	switch value {
	case "true":
		return true
	case "false":
		return false
	case "null":
		return nil
	}
	if integer.MatchString(value) {
		if number, err := strconv.ParseInt(value, 10, 64); err == nil {
			return number
		}
	}
	return fmt.Sprint(value)
}
