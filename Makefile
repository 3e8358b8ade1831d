# What a contributor does here, in one place; CI runs the same targets. `make` alone lists them.
SHELL := bash
.SHELLFLAGS := -euo pipefail -c
.DEFAULT_GOAL := help

SOLUTION := ModelSync.Operator.sln
PLAYGROUND := dotnet run --project src/ModelSync.Playground
SCRIPTS := .ci/run $(wildcard build/*.sh)

##@ General

.PHONY: help
help: ## Show this list
	@awk 'BEGIN { FS = ":.*## " } /^##@ / { printf "\n%s\n", substr($$0, 5) } /^[a-z-]+:.*## / { printf "  %-15s %s\n", $$1, $$2 }' Makefile

.PHONY: bootstrap
bootstrap: ## Install the tools that this machine lacks (Debian, as root) or name them
	@build/bootstrap.sh

##@ Development

.PHONY: build
build: ## Build everything; a warning is an error
	dotnet build $(SOLUTION) --nologo -warnaserror

.PHONY: test
test: ## Run all tests, with what they need; PROJECTS='…' and FILTER='…' choose some
	@build/test.sh $(PROJECTS)

.PHONY: lint
lint: ## Check format, analyzers and shell scripts, and change nothing
	@# The build judges style with the compiler's own analyzers; all of `dotnet format` would run them again, for minutes.
	dotnet format whitespace $(SOLUTION) --verify-no-changes
	dotnet format style $(SOLUTION) --verify-no-changes --no-restore --diagnostics IMPORTS
	dotnet build $(SOLUTION) --nologo --verbosity quiet -warnaserror
	@if command -v shellcheck >/dev/null; then echo "shellcheck $(SCRIPTS)"; shellcheck $(SCRIPTS); else echo "shellcheck is not installed: scripts were not checked"; fi

.PHONY: simulate
simulate: ## Run N rollouts in simulated worlds on all cores (N=100000, SEED=… to repeat) and print what was covered
	@dotnet build tests/ModelSync.Simulation --configuration Release --nologo --verbosity quiet
	@dotnet artifacts/bin/ModelSync.Simulation/release/modelsync-simulate.dll run $(or $(N),100000) $(SEED)

.PHONY: soak
soak: ## Make random trouble in a playground, and see what leaks and what does not come right again (MINUTES=30 PODS=2000 SEED=…)
	@dotnet build tests/ModelSync.Soak --configuration Release --nologo --verbosity quiet
	@dotnet artifacts/bin/ModelSync.Soak/release/modelsync-soak.dll --minutes $(or $(MINUTES),2) --pods $(or $(PODS),200) $(if $(SEED),--seed $(SEED))

.PHONY: bench
bench: ## Run the benchmarks: prints a table, writes artifacts/bench.json; ARGS='--only queue,sync' chooses sections
	@dotnet publish tests/ModelSync.Benchmarks --configuration Release --use-current-runtime --no-self-contained -p:PublishReadyToRun=true --output artifacts/bench --nologo --verbosity quiet
	@artifacts/bench/ModelSync.Benchmarks $(ARGS)

.PHONY: manifests
manifests: ## Write all generated files again: crds/, the schemas that the library carries, docs/reference, deploy/, what is generated of the chart
	@dotnet run --project src/ModelSync.Api.Generator -- .
	@dotnet run --project src/ModelSync.Reference -- .
	@mkdir -p deploy && dotnet run --project src/ModelSync.Operator -- rbac >deploy/rbac.yaml
	@dotnet run --no-build --project src/ModelSync.Operator -- rbac --namespaces any --pods-by-api-server true | build/chart-render.sh generate .
	@build/argocd-cm.sh >deploy/gitops/argocd/argocd-cm.yaml

.PHONY: chart
chart: ## Render the chart, as `helm template` would; ARGS='--set replicas=1 --output notes'
	@build/chart-render.sh template $(ARGS) charts/modelsync

.PHONY: image
image: ## Build the operator's image into artifacts/image, without a container engine (Debian, as root); with one: docker build .
	@build/image.sh

.PHONY: crd-check
crd-check: ## Have crds/ and manifests judged by the API server's own code, and compare with our validator (Debian; not in CI); COUNT=20000 SEED=1
	@build/crd-check-compare.sh $(COUNT) $(SEED)

.PHONY: mutate
mutate: ## Change the core, or a folder of it, in many small ways and see which changes no test notices (not in CI); FOLDER=Traffic JOBS=2
	@build/mutate.sh $(FOLDER)

##@ Try it out

.PHONY: playground
playground: ## Start a local Kubernetes with simulated nodes and real model servers; Ctrl-C ends it; ARGS='--clusters 2 --nodes 5'
	@$(PLAYGROUND) -- up $(ARGS)

# Only what stands on the command line: a variable of the environment that happens to be called IMAGE is meant for something else.
given = $(if $(filter command,$(origin $(1))),--$(2) '$($(1))')

.PHONY: quickstart
quickstart: ## See it work: a version served, a canary promoted, a bad one rolled back; KEEP=false ends by itself; CONTEXT=… in a cluster of yours, after asking
	@build/quickstart.sh $(call given,CONTEXT,context) $(call given,IMAGE,image) $(call given,PORT,port) $(call given,YES,yes) $(call given,REMOVE,remove) $(call given,KEEP,keep) $(call given,PLAIN,plain)
