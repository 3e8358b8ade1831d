// chart-render renders a Helm chart without Helm, and writes what is generated of this project's chart.
package main

import (
	"encoding/json"
	"errors"
	"flag"
	"fmt"
	"io"
	"os"
	"strings"
)

// A chart or values that cannot be used; the exit code is 1. Everything else that fails is 2.
type refusal struct{ message string }

func (r refusal) Error() string { return r.message }

func refuse(format string, arguments ...any) error { return refusal{fmt.Sprintf(format, arguments...)} }

const usage = `usage: chart-render template [FLAG]... CHART   renders CHART
       chart-render generate [--check] ROOT    writes the generated parts of ROOT's chart and of deploy/; reads on standard input what
                                               'modelsync-operator rbac --namespaces any --pods-by-api-server true' prints
       chart-render objects                    reads YAML on standard input and prints its objects as a JSON array`

func main() {
	err := run(os.Args[1:])
	var refused refusal
	switch {
	case err == nil || errors.Is(err, flag.ErrHelp):
	case errors.As(err, &refused):
		fmt.Fprintln(os.Stderr, "chart-render: "+refused.message)
		os.Exit(1)
	default:
		fmt.Fprintln(os.Stderr, "chart-render: "+err.Error())
		os.Exit(2)
	}
}

func run(arguments []string) error {
	if len(arguments) == 0 {
		return errors.New(usage)
	}
	switch arguments[0] {
	case "template":
		return template(arguments[1:])
	case "generate":
		return generate(arguments[1:])
	case "objects":
		return objectsOfInput()
	}
	return errors.New(usage)
}

type list []string

func (l *list) String() string     { return strings.Join(*l, ",") }
func (l *list) Set(v string) error { *l = append(*l, v); return nil }

func template(arguments []string) error {
	var release release
	var given given
	var apis list
	flags := flag.NewFlagSet("template", flag.ContinueOnError)
	flags.StringVar(&release.Name, "name", "modelsync", "the release's `NAME`")
	flags.StringVar(&release.Namespace, "namespace", "modelsync-system", "the release's `NAMESPACE`")
	flags.BoolVar(&release.IsUpgrade, "is-upgrade", false, "render an upgrade")
	flags.StringVar(&release.kubeVersion, "kube-version", "1.33.0", "the cluster's `VERSION`")
	flags.Var(&apis, "api-versions", "a `GROUP/VERSION[/KIND]` that the cluster serves beside Kubernetes' own; repeat it")
	flags.Var(&given.files, "values", "a `FILE` of values; repeat it")
	flags.Var(&given.sets, "set", "a value, as `PATH=VALUE`; repeat it")
	flags.Var(&given.stringSets, "set-string", "a value that stays a string, as `PATH=VALUE`; repeat it")
	output := flags.String("output", "yaml", "yaml, json (an array of the objects), notes, or size (of the release's Secret)")
	folder, err := parseFlags(flags, arguments)
	if err != nil {
		return err
	}
	release.apiVersions = apis
	chart, err := loadChart(folder, nil)
	if err != nil {
		return err
	}
	user, err := given.read()
	if err != nil {
		return err
	}
	rendered, err := render(chart, release, user)
	if err != nil {
		return err
	}
	return rendered.print(os.Stdout, *output)
}

// parseFlags takes flags before and behind the one argument, as Helm does.
func parseFlags(flags *flag.FlagSet, arguments []string) (string, error) {
	var positional []string
	for len(arguments) > 0 {
		if err := flags.Parse(arguments); err != nil {
			return "", err
		}
		if arguments = flags.Args(); len(arguments) > 0 {
			positional, arguments = append(positional, arguments[0]), arguments[1:]
		}
	}
	if len(positional) != 1 {
		return "", errors.New(usage)
	}
	return positional[0], nil
}

func (r *rendered) print(out io.Writer, format string) error {
	switch format {
	case "yaml":
		for _, one := range r.objects {
			fmt.Fprintf(out, "---\n# Source: %s\n%s\n", one.source, one.text)
		}
	case "json":
		return printJSON(out, r.objects)
	case "notes":
		fmt.Fprint(out, r.notes)
	case "size":
		size, err := r.size()
		if err != nil {
			return err
		}
		fmt.Fprintln(out, size)
	default:
		return fmt.Errorf("--output is %q: give yaml, json, notes or size", format)
	}
	return nil
}

func printJSON(out io.Writer, objects []object) error {
	contents := make([]map[string]any, 0, len(objects))
	for _, one := range objects {
		contents = append(contents, one.content)
	}
	encoder := json.NewEncoder(out)
	encoder.SetEscapeHTML(false)
	return encoder.Encode(contents)
}

func objectsOfInput() error {
	input, err := io.ReadAll(os.Stdin)
	if err != nil {
		return err
	}
	objects, err := parse("standard input", string(input))
	if err != nil {
		return err
	}
	return printJSON(os.Stdout, objects)
}
