namespace ModelSync.Kubernetes.Protobuf;

/// <summary>
/// Makes null of what Go leaves out of JSON (`omitempty`): in protobuf every value that is no pointer is always sent. With it an object
/// reads the same from both forms.
/// </summary>
public static class Omit
{
    /// <summary>Null for an empty text.</summary>
    public static string? Empty(string value) => value.Length == 0 ? null : value;

    /// <summary>Null for 0.</summary>
    public static int? Zero(int value) => value == 0 ? null : value;

    /// <summary>Null for 0.</summary>
    public static long? Zero(long value) => value == 0 ? null : value;

    /// <summary>Null for false.</summary>
    public static bool? False(bool value) => value ? true : null;
}
