package main

import (
	"bytes"
	"compress/gzip"
	"encoding/base64"
	"encoding/json"
	"strings"
)

type file struct {
	Name string `json:"name"`
	Data []byte `json:"data"`
}

// size is that of the Secret in which Helm keeps a release: the whole chart, its values and the manifest, packed. A Secret has at most 1 MiB.
func (r *rendered) size() (int, error) {
	var manifest strings.Builder
	if err := r.print(&manifest, "yaml"); err != nil {
		return 0, err
	}
	isFile := func(name string) bool { return !isSpecial(name) }
	text, err := json.Marshal(map[string]any{
		"name": r.release.Name, "namespace": r.release.Namespace, "version": 1, "config": r.config, "manifest": manifest.String(),
		"info": map[string]any{"status": "deployed", "description": "Install complete", "notes": r.notes},
		"chart": map[string]any{
			"metadata": r.chart.metadata, "values": r.chart.defaults, "schema": r.chart.schema,
			"templates": r.chart.packed(isTemplate), "files": r.chart.packed(isFile),
		},
	})
	if err != nil {
		return 0, err
	}
	var packed bytes.Buffer
	writer, err := gzip.NewWriterLevel(&packed, gzip.BestCompression)
	if err != nil {
		return 0, err
	}
	if _, err := writer.Write(text); err != nil {
		return 0, err
	}
	if err := writer.Close(); err != nil {
		return 0, err
	}
	return base64.StdEncoding.EncodedLen(packed.Len()), nil
}

func (c *chart) packed(choose func(string) bool) []file {
	var files []file
	for _, name := range c.paths(choose) {
		files = append(files, file{name, c.all[name]})
	}
	return files
}
