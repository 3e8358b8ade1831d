package main

import (
	"encoding/json"
	"sort"
	"strings"

	"github.com/xeipuuv/gojsonschema"
)

// validate says what of the values the chart's schema does not allow, in Helm's own words.
func (c *chart) validate(values map[string]any) error {
	if c.schema == nil {
		return nil
	}
	text, err := json.Marshal(values)
	if err != nil {
		return err
	}
	result, err := gojsonschema.Validate(gojsonschema.NewBytesLoader(c.schema), gojsonschema.NewBytesLoader(text))
	if err != nil {
		return refuse("values.schema.json: %v", err)
	}
	if result.Valid() {
		return nil
	}
	var faults []string
	for _, fault := range result.Errors() {
		faults = append(faults, "- "+fault.String())
	}
	sort.Strings(faults)
	return refuse("values don't meet the specifications of the schema(s) in the following chart(s):\n%s:\n%s", c.metadata.Name, strings.Join(faults, "\n"))
}
