namespace ModelSync.Api.Validation.Rules;

/// <summary>A broken rule.</summary>
/// <param name="Rule">The rule at its place in the schema.</param>
/// <param name="Error">What users are told.</param>
internal sealed record Violation(CelRule Rule, FieldError Error);
