namespace ModelSync.Kubernetes.Config;

/// <summary>Reads the pairs `x` (a path) and `x-data` (the content itself), of which the data wins.</summary>
internal static class PemFields
{
    public delegate string? Check(ReadOnlySpan<byte> pem);

    /// <summary>The PEM that a pair of fields means; null where neither is set.</summary>
    public static PemSource? Read(KubeConfigOrigin origin, string field, string? path, ReadOnlyMemory<byte>? data, Check check)
    {
        if (data is { } pem)
        {
            return check(pem.Span) is { } problem
                ? throw origin.Error(KubeConfigProblem.Invalid, $"{field}-data", problem)
                : PemSource.Embedded(pem.ToArray());
        }

        return path is null ? null : PemSource.File(LocalPath.Resolve(origin, field, path));
    }
}
