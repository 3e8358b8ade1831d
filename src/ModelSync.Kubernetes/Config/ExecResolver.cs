namespace ModelSync.Kubernetes.Config;

/// <summary>Checks the `exec` of a user. Nothing here looks for the program, far less starts it.</summary>
internal static class ExecResolver
{
    private const string V1 = "client.authentication.k8s.io/v1";
    private const string V1Beta1 = "client.authentication.k8s.io/v1beta1";
    private const string V1Alpha1 = "client.authentication.k8s.io/v1alpha1";

    public static ExecCredentialConfig Resolve(KubeConfigExec exec)
    {
        var apiVersion = CheckApiVersion(exec);
        var command = exec.Command ?? throw Error(exec, "command", "is missing; name the program that prints the credentials");
        return new ExecCredentialConfig
        {
            ApiVersion = apiVersion,
            Command = LocalPath.ResolveCommand(exec.Origin, "command", command),
            Arguments = exec.Arguments,
            Environment = exec.Environment,
            InstallHint = exec.InstallHint is { } hint ? WithoutEscapes(hint) : null,
            ProvideClusterInfo = exec.ProvideClusterInfo,
            InteractiveMode = CheckInteractiveMode(exec, apiVersion),
        };
    }

    private static string CheckApiVersion(KubeConfigExec exec) => exec.ApiVersion switch
    {
        V1 or V1Beta1 => exec.ApiVersion,
        null => throw Error(exec, "apiVersion", $"is missing; write {V1} (and interactiveMode)"),
        V1Alpha1 => throw Error(
            exec, "apiVersion", $"is {V1Alpha1}, which was removed in Kubernetes 1.24; update the plugin and write {V1} (and interactiveMode) or {V1Beta1}"),
        var other => throw Error(exec, "apiVersion", $"is {Quoted.Value(other)}; write {V1} or {V1Beta1}"),
    };

    private static string CheckInteractiveMode(KubeConfigExec exec, string apiVersion) => exec.InteractiveMode switch
    {
        "Never" or "IfAvailable" or "Always" => exec.InteractiveMode,
        null when apiVersion is V1Beta1 => "IfAvailable",
        null => throw Error(exec, "interactiveMode", $"is missing, and {V1} requires it; write Never, IfAvailable or Always"),
        var other => throw Error(exec, "interactiveMode", $"is {Quoted.Value(other)}; write Never, IfAvailable or Always"),
    };

    // The hint is printed to terminals: escape sequences could rewrite what a person sees.
    private static string WithoutEscapes(string hint) => string.Concat(hint.Where(character => !char.IsControl(character) || character is '\n' or '\t'));

    private static KubeConfigException Error(KubeConfigExec exec, string field, string message) =>
        exec.Origin.Error(KubeConfigProblem.Invalid, field, message);
}
