#!/usr/bin/env bash
# Reads the results of a test run and closes with the line `N passed, N failed`, also written to RESULTS/closing-line.
# Usage: build/test-summary.sh RESULTS [--filtered]
#   RESULTS holds PROJECT.trx and PROJECT.status (exit code and seconds of its `dotnet test`) for each project that was run.
#   --filtered: a project may then have run no test, but not all of them.
# A project that broke (crash, hang, no results, no tests) counts as one failure, so that `0 failed` always means success.
set -euo pipefail

results=$1
filtered=${2:-}
passed=0 failed=0 skipped=0

broken() { # PROJECT WHAT
    failed=$((failed + 1))
    printf '\nfailed: %s: %s\n' "$1" "$2"
}

# Prints "total passed failed aborted" of a .trx file. Its executed and notExecuted leave out some of the skipped tests.
counters() {
    awk 'BEGIN { RS = "<" }
        function attribute(name) { return match($0, " " name "=\"[0-9]*\"") ? substr($0, RSTART + length(name) + 3, RLENGTH - length(name) - 4) : 0 }
        /^Counters / { counts = attribute("total") " " attribute("passed") " " attribute("failed") }
        /^RunInfo .* outcome="Error"/ { aborted = 1 }
        END { if (counts) print counts, aborted + 0; exit !counts }' "$1"
}

# Prints every test of a .trx file that did not pass: its full name, the beginning of its message, and the place.
failures() {
    awk 'BEGIN { RS = "<"; message_lines = 12 }
        function attribute(name) { return match($0, " " name "=\"[^\"]*\"") ? text(substr($0, RSTART + length(name) + 3, RLENGTH - length(name) - 4)) : "" }
        function text(s) {
            gsub(/&lt;/, "<", s); gsub(/&gt;/, ">", s); gsub(/&quot;/, "\"", s); gsub(/&apos;/, "\047", s)
            gsub(/&#xD;/, "", s); gsub(/&#xA;/, "\n", s); gsub(/&amp;/, "\\&", s)
            return s
        }
        function content() { return text(substr($0, index($0, ">") + 1)) }
        /^UnitTestResult / && attribute("outcome") != "Passed" {
            current = ++count
            id[current] = attribute("testId"); name[current] = attribute("testName"); outcome[current] = attribute("outcome")
        }
        /^UnitTestResult / && attribute("outcome") == "Passed" { current = 0 }
        current && /^Message>/ { message[current] = content() }
        current && /^StackTrace>/ { stack[current] = content() }
        /^UnitTest / { definition = attribute("id") }
        /^TestMethod / { class[definition] = attribute("className") }
        END {
            for (i = 1; i <= count; i++) {
                printf "\n%s: %s%s\n", outcome[i] == "Failed" ? "failed" : "not run (" outcome[i] ")", class[id[i]] ? class[id[i]] "." : "", name[i]
                lines = split(message[i], line, "\n")
                for (j = 1; j <= lines && j <= message_lines; j++) if (line[j] ~ /[^ ]/) print "    " line[j]
                if (lines > message_lines) print "    ..."
                frames = split(stack[i], line, "\n")
                for (j = 1; j <= frames; j++) if (line[j] ~ / in .*:line /) { print "    " line[j]; break }
            }
        }' "$1"
}

table=()
for status_file in "$results"/*.status; do
    [[ -e "$status_file" ]] || break
    project=$(basename "$status_file" .status)
    trx=$results/$project.trx
    read -r status seconds <"$status_file"
    if [[ ! -f "$trx" ]] || ! counts=$(counters "$trx"); then
        # A filter that matches nothing leaves no results, and that is success.
        if [[ -z "$filtered" || "$status" != 0 ]]; then
            broken "$project" "it left no results (dotnet test ended with $status)"
        fi
        continue
    fi
    read -r project_total project_passed project_failed aborted <<<"$counts"
    passed=$((passed + project_passed))
    failed=$((failed + project_failed))
    skipped=$((skipped + project_total - project_passed - project_failed))
    table+=("$(printf '%5d of %5d passed in %d:%02d  %s' "$project_passed" "$project_total" $((seconds / 60)) $((seconds % 60)) "$project")")
    failures "$trx"
    if ((aborted)); then
        broken "$project" "the test process crashed or hung before its last test ended; its output above names the test that was running"
    elif ((project_passed + project_failed == 0)) && [[ -z "$filtered" ]]; then
        broken "$project" "it ran no test"
    elif ((status != 0 && project_failed == 0)); then
        broken "$project" "dotnet test ended with $status although no test failed"
    fi
done

if ((passed + failed + skipped == 0)); then
    broken "the run" "no test was run"
fi

if ((${#table[@]} > 0)); then
    printf '\n'
    printf '%s\n' "${table[@]}"
fi
closing="$passed passed, $failed failed"
if ((skipped > 0)); then
    closing+=", $skipped skipped"
    printf '\nA skipped test fails the run: it would hide what nobody checks any more.\n'
fi
printf '%s\n' "$closing" >"$results/closing-line"
printf '\n%s\n' "$closing"
((failed == 0 && skipped == 0))
