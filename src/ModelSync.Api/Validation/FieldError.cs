namespace ModelSync.Api.Validation;

/// <summary>What is wrong with one field of an object.</summary>
/// <param name="Field">The field's path, such as spec.strategy.canary.steps[0].setWeight.</param>
/// <param name="Value">The observed value, short; null where there is none.</param>
/// <param name="Message">What is wrong and what to do, in a sentence.</param>
public sealed record FieldError(string Field, string? Value, string Message);
