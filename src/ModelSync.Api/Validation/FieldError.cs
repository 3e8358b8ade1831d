namespace ModelSync.Api.Validation;

/// <summary>One thing that is wrong with a manifest.</summary>
/// <param name="Field">The field, such as <c>spec.strategy.canary.steps[0].setWeight</c>.</param>
/// <param name="Value">The observed value as JSON, cut when it is long; empty where there is none.</param>
/// <param name="Message">What is wrong and what to do about it.</param>
public sealed record FieldError(string Field, string Value, string Message)
{
    /// <summary>The error as the API server would print it.</summary>
    public override string ToString() => Value.Length == 0 ? $"{Field}: {Message}" : $"{Field}: Invalid value: {Value}: {Message}";
}
