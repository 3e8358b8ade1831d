package main

import (
	"bufio"
	"bytes"
	"fmt"
	"io"
	"os"
	"path/filepath"

	"k8s.io/apiextensions-apiserver/pkg/apis/apiextensions"
	"k8s.io/apiextensions-apiserver/pkg/apis/apiextensions/install"
	structuralschema "k8s.io/apiextensions-apiserver/pkg/apiserver/schema"
	"k8s.io/apiextensions-apiserver/pkg/apiserver/schema/defaulting"
	"k8s.io/apiextensions-apiserver/pkg/apiserver/validation"
	"k8s.io/apiextensions-apiserver/pkg/crdserverscheme"
	"k8s.io/apiextensions-apiserver/pkg/registry/customresource"
	"k8s.io/apiextensions-apiserver/pkg/registry/customresourcedefinition"
	"k8s.io/apimachinery/pkg/runtime"
	"k8s.io/apimachinery/pkg/runtime/schema"
	"k8s.io/apimachinery/pkg/runtime/serializer"
	"k8s.io/apimachinery/pkg/util/yaml"
	"k8s.io/apiserver/pkg/registry/rest"
)

var scheme = runtime.NewScheme()

// load reads every CRD of a folder, strictly: an unknown or repeated field of a CRD is an error, as it is for kubectl.
func load(folder string) ([]*apiextensions.CustomResourceDefinition, error) {
	install.Install(scheme)
	entries, err := os.ReadDir(folder) // sorted by name
	if err != nil {
		return nil, err
	}
	var crds []*apiextensions.CustomResourceDefinition
	for _, entry := range entries {
		switch filepath.Ext(entry.Name()) {
		case ".yaml", ".yml", ".json":
			content, err := os.ReadFile(filepath.Join(folder, entry.Name()))
			if err != nil {
				return nil, err
			}
			found, err := parse(content)
			if err != nil {
				return nil, fmt.Errorf("%s: %w", entry.Name(), err)
			}
			crds = append(crds, found...)
		}
	}
	if len(crds) == 0 {
		return nil, fmt.Errorf("%s has no CRD", folder)
	}
	return crds, nil
}

func parse(content []byte) (crds []*apiextensions.CustomResourceDefinition, err error) {
	decoder := serializer.NewCodecFactory(scheme, serializer.EnableStrict).UniversalDecoder(apiextensions.SchemeGroupVersion)
	documents := yaml.NewYAMLReader(bufio.NewReader(bytes.NewReader(content)))
	for {
		document, err := documents.Read()
		if err == io.EOF {
			return crds, nil
		}
		if err != nil {
			return nil, err
		}
		if blank, err := yaml.ToJSON(document); err == nil && string(blank) == "null" {
			continue // nothing but comments
		}
		decoded, _, err := decoder.Decode(document, nil, nil)
		if err != nil {
			return nil, err
		}
		crd, ok := decoded.(*apiextensions.CustomResourceDefinition)
		if !ok {
			return nil, fmt.Errorf("it has a %T, not a CustomResourceDefinition", decoded)
		}
		crds = append(crds, crd)
	}
}

// admitted creates the CRD as the registry of an API server does, and prints what stands against it and what its rules cost.
func admitted(crd *apiextensions.CustomResourceDefinition, printCosts bool) bool {
	ctx, warned := newContext("")
	strategy := &recorder{RESTCreateUpdateStrategy: customresourcedefinition.NewStrategy(scheme)}
	rest.FillObjectMetaSystemFields(crd)
	err := rest.BeforeCreate(strategy, ctx, crd)
	if printCosts {
		writeCosts(os.Stdout, crd)
	}
	for _, text := range *warned {
		fmt.Fprintf(os.Stderr, "%s: warning: %s\n", crd.Name, text)
	}
	if err == nil {
		return true
	}
	found := findings(err, strategy.errors)
	if len(found) == 0 {
		found = append(found, finding{Text: err.Error()})
	}
	for _, one := range found {
		fmt.Fprintf(os.Stderr, "%s: %s\n", crd.Name, one.Text)
	}
	return false
}

// kind is one served version of a CRD.
type kind struct {
	gvk        schema.GroupVersionKind
	structural *structuralschema.Structural
	strategy   rest.RESTCreateUpdateStrategy
	status     rest.RESTCreateUpdateStrategy // nil: there is no such subresource
}

// addKinds makes of a CRD what an API server makes of it before it serves it, as crdHandler of upstream's
// customresource_handler.go does.
func addKinds(kinds map[schema.GroupVersionKind]*kind, crd *apiextensions.CustomResourceDefinition) error {
	for _, v := range crd.Spec.Versions {
		if !v.Served {
			continue
		}
		one := &kind{gvk: schema.GroupVersionKind{Group: crd.Spec.Group, Version: v.Name, Kind: crd.Spec.Names.Kind}}
		if kinds[one.gvk] != nil {
			return fmt.Errorf("another CRD has the kind %s of %s", one.gvk.Kind, one.gvk.GroupVersion())
		}
		described, err := apiextensions.GetSchemaForVersion(crd, v.Name)
		if err != nil {
			return err
		}
		structural, err := structuralschema.NewStructural(described.OpenAPIV3Schema)
		if err != nil {
			return err
		}
		one.structural = structural.DeepCopy() // it shares its defaults with the CRD
		if err := defaulting.PruneDefaults(one.structural); err != nil {
			return err
		}
		validator, _, err := validation.NewSchemaValidator(described.OpenAPIV3Schema)
		if err != nil {
			return err
		}
		subresources, err := apiextensions.GetSubresourcesForVersion(crd, v.Name)
		if err != nil {
			return err
		}
		if subresources == nil {
			subresources = &apiextensions.CustomResourceSubresources{}
		}
		var statusValidator validation.SchemaValidator
		if statusSchema, ok := described.OpenAPIV3Schema.Properties["status"]; ok && subresources.Status != nil {
			if statusValidator, _, err = validation.NewSchemaValidator(&statusSchema); err != nil {
				return err
			}
		}
		// Selectable fields serve lists and watches, so they are left out.
		strategy := customresource.NewStrategy(crdserverscheme.NewUnstructuredObjectTyper(), crd.Spec.Scope == apiextensions.NamespaceScoped,
			one.gvk, validator, statusValidator, one.structural, subresources.Status, subresources.Scale, nil)
		one.strategy = strategy
		if subresources.Status != nil {
			one.status = customresource.NewStatusStrategy(strategy)
		}
		kinds[one.gvk] = one
	}
	return nil
}
