package main

import (
	"fmt"
	"io"
	"math"
	"math/bits"
	"sort"

	"k8s.io/apiextensions-apiserver/pkg/apis/apiextensions"
	"k8s.io/apiextensions-apiserver/pkg/apis/apiextensions/validation"
	"k8s.io/apiextensions-apiserver/pkg/apiserver/schema/cel"
	celconfig "k8s.io/apiserver/pkg/apis/cel"
	"k8s.io/apiserver/pkg/cel/environment"
)

// writeCosts prints what an API server estimates that the rules of each version cost at worst. Its validation computes the
// same, but tells only which rules are too expensive.
func writeCosts(out io.Writer, crd *apiextensions.CustomResourceDefinition) {
	for _, v := range crd.Spec.Versions {
		described, err := apiextensions.GetSchemaForVersion(crd, v.Name)
		if err != nil || described == nil || described.OpenAPIV3Schema == nil {
			continue // an error of the CRD, which its validation reports
		}
		root := validation.RootCELContext(described.OpenAPIV3Schema)
		lines := ruleCosts(described.OpenAPIV3Schema, "self", root, nil)
		fmt.Fprintf(out, "%s %s: %d expressions cost %d of %d (%s), each at most %d\n",
			crd.Name, v.Name, len(lines), root.TotalCost.Total, validation.StaticEstimatedCRDCostLimit,
			percent(root.TotalCost.Total, validation.StaticEstimatedCRDCostLimit), validation.StaticEstimatedCostLimit)
		for _, line := range lines {
			fmt.Fprintln(out, line)
		}
	}
}

// ruleCosts walks a schema as upstream's ValidateCustomResourceDefinitionOpenAPISchema does.
func ruleCosts(schema *apiextensions.JSONSchemaProps, path string, context *validation.CELSchemaContext, lines []string) []string {
	if schema == nil {
		return lines
	}
	note := func(what, expression string, cost uint64) {
		context.TotalCost.ObserveExpressionCost(nil, cost)
		lines = append(lines, fmt.Sprintf("%12d %7s  %s %s: %s", cost, percent(cost, validation.StaticEstimatedCostLimit), path, what, expression))
	}
	if len(schema.XValidations) > 0 {
		environments := environment.MustBaseEnvSet(environment.DefaultCompatibilityVersion())
		if info, err := context.TypeInfo(); err == nil && info != nil {
			compiled, _ := cel.Compile(info.Schema, info.DeclType, celconfig.PerCallLimit, environments, cel.NewExpressionsEnvLoader())
			for i, one := range compiled {
				if one.Error != nil {
					continue // validation reports it
				}
				cardinality := one.MaxCardinality
				if context.MaxCardinality != nil {
					cardinality = *context.MaxCardinality
				}
				note("rule", schema.XValidations[i].Rule, multiply(one.MaxCost, cardinality))
				if one.MessageExpression != nil {
					note("messageExpression", schema.XValidations[i].MessageExpression, one.MessageExpressionMaxCost)
				}
			}
		}
	}
	names := make([]string, 0, len(schema.Properties))
	for name := range schema.Properties {
		names = append(names, name)
	}
	sort.Strings(names)
	for _, name := range names {
		property := schema.Properties[name]
		lines = ruleCosts(&property, path+"."+name, context.ChildPropertyContext(&property, name), lines)
	}
	if schema.AdditionalProperties != nil {
		lines = ruleCosts(schema.AdditionalProperties.Schema, path+"[*]", context.ChildAdditionalPropertiesContext(schema.AdditionalProperties.Schema), lines)
	}
	if schema.Items != nil {
		lines = ruleCosts(schema.Items.Schema, path+"[*]", context.ChildItemsContext(schema.Items.Schema), lines)
	}
	return lines
}

func multiply(a, b uint64) uint64 {
	if high, low := bits.Mul64(a, b); high == 0 {
		return low
	}
	return math.MaxUint64
}

// percent says of an absurd cost, that of something without a bound, what the API server says.
func percent(cost, limit uint64) string {
	if cost/limit >= 100 {
		return "over 100x"
	}
	return fmt.Sprintf("%.2f %%", 100*float64(cost)/float64(limit))
}
