package main

import (
	"context"
	"encoding/json"
	"errors"
	"sort"

	apierrors "k8s.io/apimachinery/pkg/api/errors"
	"k8s.io/apimachinery/pkg/runtime"
	"k8s.io/apimachinery/pkg/util/validation/field"
	genericapirequest "k8s.io/apiserver/pkg/endpoints/request"
	"k8s.io/apiserver/pkg/registry/rest"
	"k8s.io/apiserver/pkg/warning"
)

// finding is one error of a field, as the API server reports it: text is the line that it prints.
type finding struct {
	Field   string `json:"field"`
	Type    string `json:"type"`
	Value   any    `json:"value"`
	Message string `json:"message"`
	Text    string `json:"text"`
}

// recorder keeps the errors of a strategy: what a registry makes of them, a Status, no longer has the values.
type recorder struct {
	rest.RESTCreateUpdateStrategy
	errors field.ErrorList
}

func (r *recorder) Validate(ctx context.Context, obj runtime.Object) field.ErrorList {
	r.errors = r.RESTCreateUpdateStrategy.Validate(ctx, obj)
	return r.errors
}

func (r *recorder) ValidateUpdate(ctx context.Context, obj, old runtime.Object) field.ErrorList {
	r.errors = r.RESTCreateUpdateStrategy.ValidateUpdate(ctx, obj, old)
	return r.errors
}

// findings lists the field errors of a refusal, each once, as the message of a server does, but sorted: upstream walks maps,
// so that its own order is any. Other refusals have none.
func findings(err error, recorded field.ErrorList) []finding {
	found := []finding{}
	var status apierrors.APIStatus
	if !errors.As(err, &status) || status.Status().Details == nil {
		return found
	}
	byText := map[string]*field.Error{}
	for _, one := range recorded {
		byText[one.Error()] = one
	}
	seen := map[string]bool{}
	for _, cause := range status.Status().Details.Causes {
		one := finding{Field: cause.Field, Type: field.ErrorType(cause.Type).String(), Message: cause.Message, Text: cause.Field + ": " + cause.Message}
		if seen[one.Text] {
			continue
		}
		seen[one.Text] = true
		if known, ok := byText[one.Text]; ok {
			one.Message = known.Detail
			if _, omitted := known.BadValue.(field.OmitValueType); !omitted {
				if _, err := json.Marshal(known.BadValue); err == nil {
					one.Value = known.BadValue
				}
			}
		}
		found = append(found, one)
	}
	sort.SliceStable(found, func(i, j int) bool { return found[i].Text < found[j].Text })
	return found
}

type warnings []string

// AddWarning makes warnings a warning.Recorder.
func (w *warnings) AddWarning(_, text string) { *w = append(*w, text) }

// newContext is that of a request, and the warnings that its answer would carry.
func newContext(namespace string) (context.Context, *warnings) {
	kept := &warnings{}
	return genericapirequest.WithNamespace(warning.WithWarningRecorder(context.Background(), kept), namespace), kept
}
