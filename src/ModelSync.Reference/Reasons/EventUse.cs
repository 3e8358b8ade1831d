namespace ModelSync.Reference.Reasons;

/// <summary>An Event that is told.</summary>
/// <param name="Reason">Its reason.</param>
/// <param name="IsNormal">Whether it is told where nothing is wrong.</param>
/// <param name="IsWarning">Whether it is told as a warning.</param>
internal sealed record EventUse(string Reason, bool IsNormal, bool IsWarning)
{
    /// <summary>Its type, in words.</summary>
    public string Type => (IsNormal, IsWarning) switch { (true, true) => "Normal or Warning", (_, true) => "Warning", _ => "Normal" };

    public static EventUse Normal(string reason) => new(reason, IsNormal: true, IsWarning: false);

    public static EventUse Warning(string reason) => new(reason, IsNormal: false, IsWarning: true);

    public static EventUse Either(string reason) => new(reason, IsNormal: true, IsWarning: true);
}
