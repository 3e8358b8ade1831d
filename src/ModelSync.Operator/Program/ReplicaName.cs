namespace ModelSync.Operator.Program;

/// <summary>Names this process among the replicas.</summary>
internal static class ReplicaName
{
    private const int Longest = 63;
    private const int SuffixLength = 8;

    /// <summary>The host's name and a suffix that no other process has, so that one which comes back under the same name is another; of a long name the end is cut.</summary>
    public static string Of(string host, Guid process)
    {
        ArgumentNullException.ThrowIfNull(host);
        return $"{host[..Math.Min(host.Length, Longest - SuffixLength - 1)]}_{process.ToString("n")[..SuffixLength]}";
    }
}
