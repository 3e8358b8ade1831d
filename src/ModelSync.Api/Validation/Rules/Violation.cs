namespace ModelSync.Api.Validation.Rules;

/// <summary>A broken rule.</summary>
/// <param name="Path">The rule's place in the schema.</param>
/// <param name="Cel">The rule in CEL.</param>
/// <param name="Error">What users are told.</param>
internal sealed record Violation(string Path, string Cel, FieldError Error);
