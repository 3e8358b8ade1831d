// crd-check judges CRDs, and objects of their kinds, with the API server's own code and without a server: admission of the
// CRDs with the estimated cost of their CEL rules, then for each object strict decoding, pruning, defaulting, schemas, list
// types, CEL and transitions. What decides is upstream's, the strategies that a server's registry calls; this program only
// puts those calls into the server's order. build/crd-check.sh builds it and says how to call it.
package main

import (
	"bufio"
	"encoding/json"
	"errors"
	"flag"
	"fmt"
	"io"
	"os"
	"strings"

	"k8s.io/apimachinery/pkg/runtime/schema"
	"k8s.io/apimachinery/pkg/util/version"
	"k8s.io/apiserver/pkg/util/compatibility"
	basecompatibility "k8s.io/component-base/compatibility"
	"k8s.io/klog/v2"
)

// libraries is set by the linker: the versions of the packages that this was built from.
var libraries = "unknown libraries"

func main() {
	checkOnly := flag.Bool("check-crds", false, "judge the CRDs only, and print what their rules cost")
	server := flag.String("server", "", "let CRDs use only the CEL functions that a server of this version (1.28, say) allows")
	flag.Usage = func() {
		fmt.Fprintf(os.Stderr, "usage: crd-check [--server VERSION] [--check-crds] FOLDER\nbuilt from %s\n", libraries)
		flag.PrintDefaults()
	}
	flag.Parse()
	if flag.NArg() != 1 {
		flag.Usage()
		os.Exit(2)
	}
	// The libraries log what they return as well.
	klog.LogToStderr(false)
	klog.SetOutput(io.Discard)
	if err := run(flag.Arg(0), *server, *checkOnly); err != nil {
		fmt.Fprintln(os.Stderr, "crd-check:", err)
		os.Exit(1)
	}
}

func run(folder, server string, checkOnly bool) error {
	if server != "" {
		if err := emulate(server); err != nil {
			return err
		}
	}
	crds, err := load(folder)
	if err != nil {
		return err
	}
	refused := 0
	for _, crd := range crds {
		if !admitted(crd, checkOnly) {
			refused++
		}
	}
	if refused > 0 {
		return fmt.Errorf("an API server would refuse %d of %d CRDs", refused, len(crds))
	}
	kinds := map[schema.GroupVersionKind]*kind{}
	for _, crd := range crds {
		if err := addKinds(kinds, crd); err != nil {
			return fmt.Errorf("%s: %w", crd.Name, err)
		}
	}
	if checkOnly {
		return nil
	}
	return answer(kinds, bufio.NewReader(os.Stdin), bufio.NewWriter(os.Stdout))
}

// emulate makes the CEL environment for new rules that of an older server. A server allows only what the version before its
// own knew as well, so that it can be rolled back. Costs and messages stay those of the libraries that this was built from.
func emulate(server string) error {
	parsed, err := version.ParseMajorMinor(server)
	if err != nil {
		return fmt.Errorf("--server: %w", err)
	}
	registry := compatibility.DefaultComponentGlobalsRegistry
	effective, ok := registry.EffectiveVersionFor(basecompatibility.DefaultKubeComponent).(basecompatibility.MutableEffectiveVersion)
	if !ok {
		return errors.New("--server: these libraries can't be told a version")
	}
	if parsed.GreaterThan(effective.BinaryVersion()) {
		return fmt.Errorf("--server: these libraries are of %s", effective.BinaryVersion())
	}
	effective.SetMinCompatibilityVersion(parsed.SubtractMinor(1))
	return nil
}

// answer judges one request a line until the input ends, and writes out each answer before it reads on, so that a caller can
// keep the program running and talk with it.
func answer(kinds map[schema.GroupVersionKind]*kind, in *bufio.Reader, out *bufio.Writer) error {
	encoder := json.NewEncoder(out)
	encoder.SetEscapeHTML(false)
	for number := 1; ; number++ {
		line, readErr := in.ReadBytes('\n')
		if readErr != nil && readErr != io.EOF {
			return readErr
		}
		if text := strings.TrimSpace(string(line)); text != "" {
			var asked request
			decoder := json.NewDecoder(strings.NewReader(text))
			decoder.DisallowUnknownFields()
			if err := decoder.Decode(&asked); err != nil {
				return fmt.Errorf("line %d is no request: %w", number, err)
			}
			if err := encoder.Encode(judge(kinds, asked)); err != nil {
				return err
			}
			if err := out.Flush(); err != nil {
				return err
			}
		}
		if readErr == io.EOF {
			return nil
		}
	}
}
