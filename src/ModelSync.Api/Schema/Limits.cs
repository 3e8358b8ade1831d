namespace ModelSync.Api.Schema;

/// <summary>Limits that writers of objects must keep to, because the API server refuses an object that exceeds one.</summary>
public static class Limits
{
    /// <summary>The longest sentence in a status, in Unicode code points; conditions take <see cref="ConditionMessage"/>.</summary>
    public const int Message = 4096;

    /// <summary>The longest message of a condition.</summary>
    public const int ConditionMessage = 32768;

    /// <summary>The longest version.</summary>
    public const int Version = 50;

    /// <summary>The longest DNS label.</summary>
    public const int Label = 63;

    /// <summary>The longest name of most objects.</summary>
    public const int Name = 253;

    /// <summary>The longest digest.</summary>
    public const int Digest = 128;

    /// <summary>The longest revision: ten characters and a collision count.</summary>
    public const int Revision = 16;

    /// <summary>The longest address.</summary>
    public const int Uri = 2048;

    /// <summary>The greatest whole number that every JSON reader keeps exactly.</summary>
    public const long MaxInteger = 9_007_199_254_740_991;

    /// <summary>The longest time in a status, about ten years.</summary>
    public const int MaxSeconds = 315_360_000;

    /// <summary>The greatest number of pods.</summary>
    public const int Replicas = 10_000;

    /// <summary>The greatest number of clusters in a status.</summary>
    public const int Clusters = 200;
}
