package main

import (
	"encoding/json"
	"errors"
	"fmt"
	"time"

	structuralschema "k8s.io/apiextensions-apiserver/pkg/apiserver/schema"
	"k8s.io/apiextensions-apiserver/pkg/apiserver/schema/defaulting"
	"k8s.io/apiextensions-apiserver/pkg/apiserver/schema/objectmeta"
	"k8s.io/apiextensions-apiserver/pkg/apiserver/schema/pruning"
	"k8s.io/apiextensions-apiserver/pkg/crdserverscheme"
	metav1 "k8s.io/apimachinery/pkg/apis/meta/v1"
	"k8s.io/apimachinery/pkg/apis/meta/v1/unstructured"
	"k8s.io/apimachinery/pkg/runtime"
	"k8s.io/apimachinery/pkg/runtime/schema"
	kjson "k8s.io/apimachinery/pkg/runtime/serializer/json"
	"k8s.io/apimachinery/pkg/types"
	"k8s.io/apiserver/pkg/registry/rest"
)

// request is a line of the input: an object to create, or to write over old.
type request struct {
	ID          json.RawMessage `json:"id"`
	Object      json.RawMessage `json:"object"`
	Old         json.RawMessage `json:"old"`
	Subresource string          `json:"subresource"`
}

// response is a line of the output. Unknown fields do not refuse an object: whether they may is the client's choice. Strict
// has what fieldValidation=Strict would refuse it for.
type response struct {
	ID            json.RawMessage `json:"id"`
	Accepted      bool            `json:"accepted"`
	Message       string          `json:"message,omitempty"`
	Errors        []finding       `json:"errors"`
	UnknownFields []string        `json:"unknownFields"`
	Strict        []string        `json:"strict,omitempty"`
	Warnings      []string        `json:"warnings,omitempty"`
	Defaulted     map[string]any  `json:"defaulted,omitempty"`
}

// What a server puts into an object by itself. No rule can see these fields, and they are taken out of the answer.
var invented = struct {
	uid     string
	version string
	created metav1.Time
}{"00000000-0000-0000-0000-000000000000", "1", metav1.Unix(0, 0)}

// judge does with a request what an API server does between reading an object and storing it.
func judge(kinds map[schema.GroupVersionKind]*kind, asked request) response {
	given := response{ID: asked.ID, Errors: []finding{}, UnknownFields: []string{}}
	object, strict, err := decode(asked.Object)
	if err == nil {
		given.Strict = strict
		if one := kinds[object.GroupVersionKind()]; one == nil {
			err = fmt.Errorf("no CRD here has the kind %q of %q", object.GetKind(), object.GetAPIVersion())
		} else {
			err = one.judge(object, asked, &given)
		}
	}
	if err != nil {
		given.Message = err.Error()
	}
	given.Accepted = err == nil
	return given
}

func (k *kind) judge(object *unstructured.Unstructured, asked request, given *response) error {
	unknown, err := k.coerce(object, false)
	if err != nil {
		return err
	}
	for _, path := range unknown {
		given.UnknownFields = append(given.UnknownFields, path)
		given.Strict = append(given.Strict, fmt.Sprintf("unknown field %q", path))
	}
	defaulting.Default(object.Object, k.structural)

	namespace := object.GetNamespace() // which a client puts into the URL
	if namespace == "" && k.strategy.NamespaceScoped() {
		namespace = metav1.NamespaceDefault
	}
	ctx, warned := newContext(namespace)
	strategy := &recorder{RESTCreateUpdateStrategy: k.strategy}
	if asked.Subresource != "" {
		if asked.Subresource != "status" || k.status == nil {
			return fmt.Errorf("%s has no subresource %q", k.gvk.Kind, asked.Subresource)
		}
		strategy.RESTCreateUpdateStrategy = k.status
	}
	if len(asked.Old) == 0 || string(asked.Old) == "null" {
		if asked.Subresource != "" {
			return errors.New("a subresource can't be created: old is missing")
		}
		rest.WipeObjectMetaSystemFields(object)
		invent(object)
		if object.GetName() == "" && object.GetGenerateName() != "" {
			object.SetName(k.strategy.GenerateName(object.GetGenerateName()))
		}
		err = rest.BeforeCreate(strategy, ctx, object)
	} else {
		old, _, decodeErr := decode(asked.Old)
		if decodeErr != nil {
			return fmt.Errorf("old: %w", decodeErr)
		}
		if err := k.store(old, object, namespace); err != nil {
			return fmt.Errorf("old: %w", err)
		}
		err = rest.BeforeUpdate(strategy, ctx, object, old)
	}
	given.Errors = findings(err, strategy.errors)
	given.Warnings = *warned
	if err != nil {
		return err
	}
	given.Defaulted, err = k.read(object)
	return err
}

// decode reads an object as the API server does. Strict has what only fieldValidation=Strict objects to, such as a field that
// stands there twice.
func decode(text json.RawMessage) (object *unstructured.Unstructured, strict []string, err error) {
	typer := crdserverscheme.NewUnstructuredObjectTyper()
	serializer := kjson.NewSerializerWithOptions(kjson.DefaultMetaFactory, nil, typer, kjson.SerializerOptions{Strict: true})
	object = &unstructured.Unstructured{}
	if _, _, err = serializer.Decode(text, nil, object); err != nil {
		found, ok := runtime.AsStrictDecodingError(err)
		if !ok {
			return nil, nil, err
		}
		for _, one := range found.Errors() {
			strict = append(strict, one.Error())
		}
	}
	return object, strict, nil
}

// coerce is unstructuredSchemaCoercer.apply of upstream's customresource_handler.go, which is private there: it drops what
// neither the schema nor ObjectMeta knows, and null where null is not allowed.
func (k *kind) coerce(object *unstructured.Unstructured, fromStorage bool) (unknown []string, err error) {
	name, apiVersion := object.GetKind(), object.GetAPIVersion()
	meta, hasMeta, unknown, err := objectmeta.GetObjectMetaWithOptions(object.Object,
		objectmeta.ObjectMetaOptions{DropMalformedFields: fromStorage, ReturnUnknownFieldPaths: true})
	if err != nil {
		return nil, err
	}
	unknown = append(unknown, pruning.PruneWithOptions(object.Object, k.structural, true,
		structuralschema.UnknownFieldPathOptions{TrackUnknownFieldPaths: true})...)
	defaulting.PruneNonNullableNullsWithoutDefaults(object.Object, k.structural)
	invalid, embedded := objectmeta.CoerceWithOptions(nil, object.Object, k.structural, false,
		objectmeta.CoerceOptions{DropInvalidFields: fromStorage, ReturnUnknownFieldPaths: true})
	if invalid != nil {
		return nil, invalid
	}
	object.SetKind(name)
	object.SetAPIVersion(apiVersion)
	if hasMeta {
		if fromStorage && meta.Generation == 0 {
			meta.Generation = 1
		}
		if err := objectmeta.SetObjectMeta(object.Object, meta); err != nil {
			return nil, err
		}
	}
	return append(unknown, embedded...), nil
}

// store makes of a manifest what a server would have read from its storage before an update, and fills into the new object
// what a client would have got from the server.
func (k *kind) store(old, object *unstructured.Unstructured, namespace string) error {
	old.SetAPIVersion(object.GetAPIVersion()) // a server converts it to the version of the request
	if _, err := k.coerce(old, true); err != nil {
		return err
	}
	defaulting.Default(old.Object, k.structural)
	if old.GetNamespace() == "" && k.strategy.NamespaceScoped() {
		old.SetNamespace(namespace)
	}
	invent(old)
	if old.GetResourceVersion() == "" {
		old.SetResourceVersion(invented.version)
	}
	if object.GetResourceVersion() == "" {
		object.SetResourceVersion(old.GetResourceVersion())
	}
	return nil
}

func invent(object *unstructured.Unstructured) {
	if object.GetUID() == "" {
		object.SetUID(types.UID(invented.uid))
	}
	if created := object.GetCreationTimestamp(); created.IsZero() {
		object.SetCreationTimestamp(invented.created)
	}
}

// read is the object as a client reads it back. Defaults come in once more: that of a status too, which nobody can send at
// creation. (If a kind has several versions, a server takes these from the one that it stores.)
func (k *kind) read(object *unstructured.Unstructured) (map[string]any, error) {
	if _, err := k.coerce(object, true); err != nil {
		return nil, err
	}
	defaulting.Default(object.Object, k.structural)
	if meta, ok := object.Object["metadata"].(map[string]any); ok {
		for name, value := range map[string]string{
			"uid": invented.uid, "resourceVersion": invented.version, "creationTimestamp": invented.created.UTC().Format(time.RFC3339),
		} {
			if meta[name] == value {
				delete(meta, name)
			}
		}
	}
	return object.Object, nil
}
