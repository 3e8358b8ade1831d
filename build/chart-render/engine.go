package main

import (
	"encoding/json"
	"path"
	"strings"
	gotemplate "text/template"

	"github.com/Masterminds/semver"
	"github.com/Masterminds/sprig"
	"sigs.k8s.io/yaml"
)

// release is what templates see as .Release, and the cluster that they are to be installed in.
type release struct {
	Name, Namespace string
	IsUpgrade       bool
	kubeVersion     string
	apiVersions     []string
}

type kubeVersion struct{ Version, Major, Minor string }

type apiVersions []string

func (a apiVersions) Has(name string) bool {
	for _, one := range a {
		if one == name {
			return true
		}
	}
	return false
}

type capabilities struct {
	KubeVersion kubeVersion
	APIVersions apiVersions
}

// What a cluster of 1.28 serves of itself, as far as charts ask for it.
var builtIn = apiVersions{"v1", "apps/v1", "batch/v1", "policy/v1", "networking.k8s.io/v1", "rbac.authorization.k8s.io/v1", "apiextensions.k8s.io/v1", "autoscaling/v2"}

type rendered struct {
	chart   *chart
	release release
	config  map[string]any
	objects []object
	notes   string
}

// render does what `helm template` does, and refuses what Helm would take though no cluster does.
func render(c *chart, r release, user map[string]any) (*rendered, error) {
	if r.Name == "" || len(r.Name) > 53 {
		return nil, refuse("the release is named %q: Helm takes 1 to 53 characters", r.Name)
	}
	version, err := c.supports(r.kubeVersion)
	if err != nil {
		return nil, err
	}
	values := coalesce(user, c.defaults)
	if err := c.validate(values); err != nil {
		return nil, err
	}
	top := map[string]any{
		"Values":       values,
		"Chart":        c.metadata,
		"Release":      map[string]any{"Name": r.Name, "Namespace": r.Namespace, "Service": "Helm", "Revision": 1, "IsInstall": !r.IsUpgrade, "IsUpgrade": r.IsUpgrade},
		"Capabilities": capabilities{*version, append(append(apiVersions{}, builtIn...), r.apiVersions...)},
		"Files":        c.files(),
	}
	texts, err := c.execute(top)
	if err != nil {
		return nil, err
	}
	result := &rendered{chart: c, release: r, config: user}
	for _, name := range c.paths(isTemplate) {
		text := texts[name]
		switch base := path.Base(name); {
		case base == "NOTES.txt":
			result.notes = text
		case strings.HasPrefix(base, "_"):
		default:
			objects, err := parse(path.Join(c.metadata.Name, name), text)
			if err != nil {
				return nil, err
			}
			result.objects = append(result.objects, objects...)
		}
	}
	return result, check(result.objects, r.Namespace)
}

func (c *chart) supports(version string) (*kubeVersion, error) {
	parsed, err := semver.NewVersion(version)
	if err != nil {
		return nil, refuse("the Kubernetes version %q: %v", version, err)
	}
	if c.metadata.KubeVersion != "" {
		wanted, err := semver.NewConstraint(c.metadata.KubeVersion)
		if err != nil {
			return nil, refuse("Chart.yaml: kubeVersion: %v", err)
		}
		if !wanted.Check(parsed) {
			return nil, refuse("chart requires kubeVersion: %s which is incompatible with Kubernetes v%s", c.metadata.KubeVersion, parsed)
		}
	}
	parts := strings.SplitN(parsed.String(), ".", 3)
	return &kubeVersion{"v" + parsed.String(), parts[0], parts[1]}, nil
}

func (c *chart) files() files {
	found := files{}
	for _, name := range c.paths(func(name string) bool { return !isSpecial(name) }) {
		found[name] = c.all[name]
	}
	return found
}

func (c *chart) execute(top map[string]any) (map[string]string, error) {
	root := gotemplate.New("gotpl").Option("missingkey=zero")
	root.Funcs(functions(root))
	for _, name := range c.paths(isTemplate) {
		if _, err := root.New(path.Join(c.metadata.Name, name)).Parse(string(c.all[name])); err != nil {
			return nil, refuse("%v", err)
		}
	}
	texts := map[string]string{}
	for _, name := range c.paths(isTemplate) {
		full := path.Join(c.metadata.Name, name)
		if strings.HasPrefix(path.Base(name), "_") {
			continue
		}
		top["Template"] = map[string]any{"Name": full, "BasePath": path.Join(c.metadata.Name, "templates")}
		var text strings.Builder
		if err := root.ExecuteTemplate(&text, full, top); err != nil {
			return nil, refuse("%v", err)
		}
		// Helm writes nothing in its place, and so hides that a template asks for a value that is not there.
		if strings.Contains(text.String(), "<no value>") {
			return nil, refuse("%s: a value that it writes is not there: %s", full, line(text.String(), "<no value>"))
		}
		texts[name] = text.String()
	}
	return texts, nil
}

func line(text, part string) string {
	for _, one := range strings.Split(text, "\n") {
		if strings.Contains(one, part) {
			return strings.TrimSpace(one)
		}
	}
	return ""
}

func functions(root *gotemplate.Template) gotemplate.FuncMap {
	all := sprig.TxtFuncMap()
	delete(all, "env")
	delete(all, "expandenv")
	all["toYaml"] = toYAML
	all["fromYaml"] = func(text string) map[string]any {
		return from(text, map[string]any{}, func(e error) map[string]any { return map[string]any{"Error": e.Error()} })
	}
	all["fromYamlArray"] = func(text string) []any { return from(text, []any{}, func(e error) []any { return []any{e.Error()} }) }
	all["toJson"] = func(value any) string { text, _ := json.Marshal(value); return string(text) }
	all["fromJson"] = all["fromYaml"]
	all["fromJsonArray"] = all["fromYamlArray"]
	all["lookup"] = func(string, string, string, string) map[string]any { return map[string]any{} }
	all["required"] = func(message string, value any) (any, error) {
		if text, isText := value.(string); value == nil || isText && text == "" {
			return nil, refuse("%s", message)
		}
		return value, nil
	}
	all["include"] = func(name string, data any) (string, error) {
		var text strings.Builder
		err := root.ExecuteTemplate(&text, name, data)
		return text.String(), err
	}
	all["tpl"] = func(source string, data any) (string, error) {
		own, err := root.Clone()
		if err != nil {
			return "", err
		}
		parsed, err := own.New("tpl").Parse(source)
		if err != nil {
			return "", err
		}
		var text strings.Builder
		err = parsed.Execute(&text, data)
		return text.String(), err
	}
	return all
}

func toYAML(value any) string {
	text, err := yaml.Marshal(value)
	if err != nil {
		return ""
	}
	return strings.TrimSuffix(string(text), "\n")
}

func from[T any](text string, into T, otherwise func(error) T) T {
	if err := yaml.Unmarshal([]byte(text), &into); err != nil {
		return otherwise(err)
	}
	return into
}
