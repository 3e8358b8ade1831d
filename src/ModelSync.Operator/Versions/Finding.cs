namespace ModelSync.Operator.Versions;

/// <summary>What a condition says, without its times.</summary>
internal readonly record struct Finding(string Type, string Status, string Reason, string Message)
{
    public static Finding True(string type, string reason, string message) => new(type, "True", reason, message);

    public static Finding False(string type, string reason, string message) => new(type, "False", reason, message);

    public static Finding Unknown(string type, string reason, string message) => new(type, "Unknown", reason, message);
}
