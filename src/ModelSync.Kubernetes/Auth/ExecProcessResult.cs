namespace ModelSync.Kubernetes.Auth;

/// <summary>What a plugin left behind: its exit code, its whole output (a secret) and the end of its standard error.</summary>
internal sealed record ExecProcessResult(int ExitCode, byte[] StandardOutput, string StandardError)
{
    public override string ToString() => $"{nameof(ExecProcessResult)} {{ {ExitCode} }}";
}
