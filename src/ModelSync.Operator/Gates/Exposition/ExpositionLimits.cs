namespace ModelSync.Operator.Gates.Exposition;

/// <summary>What a page of metrics may have at most.</summary>
internal static class ExpositionLimits
{
    /// <summary>Bytes, after decompression.</summary>
    public const int Bytes = 16 * 1024 * 1024;

    /// <summary>Bytes of a line.</summary>
    public const int LineBytes = 64 * 1024;

    /// <summary>Series that are wanted.</summary>
    public const int Series = 20_000;

    /// <summary>Labels of a series.</summary>
    public const int Labels = 64;
}
