package main

import (
	"path"
	"strings"
)

// files is what templates see as .Files.
type files map[string][]byte

func (f files) Get(name string) string { return string(f[name]) }

func (f files) GetBytes(name string) []byte { return f[name] }

func (f files) Lines(name string) []string {
	return strings.Split(strings.TrimSuffix(string(f[name]), "\n"), "\n")
}

func (f files) Glob(pattern string) files {
	found := files{}
	for name, text := range f {
		if matches, err := path.Match(pattern, name); err == nil && matches {
			found[name] = text
		}
	}
	return found
}

func (f files) AsConfig() string {
	data := map[string]string{}
	for name, text := range f {
		data[path.Base(name)] = string(text)
	}
	return toYAML(data)
}
