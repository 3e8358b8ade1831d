namespace ModelSync.Simulation.Operator;

/// <summary>An action that was compared with the live object: it may be written, is done already, or must not be done.</summary>
internal readonly record struct Prepared(Guard Guard, Func<bool>? Commit = null)
{
    /// <summary>Nothing is left to do.</summary>
    public static Prepared Done { get; } = new(Guard.Done);

    /// <summary>The world is not what the decision saw: decide again.</summary>
    public static Prepared Stop { get; } = new(Guard.Stop);
}
