namespace ModelSync.Cli.Completion;

/// <summary>Scripts by which shells ask us what a word may be.</summary>
internal static class CompletionScripts
{
    private const string Bash =
        """
        # Completion of kubectl-modelsync in bash: source <(kubectl modelsync completion bash)
        _kubectl_modelsync() {
            local line directive=4
            COMPREPLY=()
            while IFS= read -r line; do
                case $line in
                    :*) directive=${line#:} ;;
                    *) COMPREPLY+=("${line%%$'\t'*}") ;;
                esac
            done < <(kubectl-modelsync __complete "${COMP_WORDS[@]:1:COMP_CWORD}" 2>/dev/null)
            if [[ $directive == 0 ]]; then
                compopt -o default
            fi
        }
        complete -F _kubectl_modelsync kubectl-modelsync
        """;

    private const string Zsh =
        """
        #compdef kubectl-modelsync
        # Completion of kubectl-modelsync in zsh: source <(kubectl modelsync completion zsh)
        _kubectl-modelsync() {
            local -a lines described
            local line directive
            lines=("${(@f)$(kubectl-modelsync __complete "${(@)words[2,CURRENT]}" 2>/dev/null)}")
            for line in $lines; do
                case $line in
                    :*) directive=${line#:} ;;
                    *) described+=("${line/$'\t'/:}") ;;
                esac
            done
            if [[ $directive == 0 ]]; then
                _files
            else
                _describe 'kubectl-modelsync' described
            fi
        }
        compdef _kubectl-modelsync kubectl-modelsync
        """;

    private const string Fish =
        """
        # Completion of kubectl-modelsync in fish: kubectl modelsync completion fish | source
        function __kubectl_modelsync_complete
            set -l words (commandline -opc) (commandline -ct)
            kubectl-modelsync __complete $words[2..-1] 2>/dev/null | string match -v -r '^:'
        end
        complete -c kubectl-modelsync -f -a '(__kubectl_modelsync_complete)'
        complete -c kubectl-modelsync -n '__fish_seen_subcommand_from lint' -F
        """;

    private const string Kubectl =
        """
        #!/bin/sh
        # Completion of `kubectl modelsync`, for kubectl 1.26 and later: save this as kubectl_complete-modelsync,
        # executable and on PATH; kubectl's own completion then asks it.
        exec kubectl-modelsync __complete "$@"
        """;

    /// <summary>What there are scripts for.</summary>
    public static IReadOnlyList<string> Shells { get; } = ["bash", "zsh", "fish", "kubectl"];

    /// <summary>The script for a shell; null for one that is not known.</summary>
    public static string? Of(string shell) => shell switch
    {
        "bash" => Bash,
        "zsh" => Zsh,
        "fish" => Fish,
        "kubectl" => Kubectl,
        _ => null,
    };
}
