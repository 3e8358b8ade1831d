namespace ModelSync.Api.Validation;

/// <summary>One rule across fields, as the API server checks it (x-kubernetes-validations).</summary>
/// <param name="Path">Where the rule stands, such as <c>spec.strategy.canary.steps[]</c>; empty for the whole object.</param>
/// <param name="Rule">The rule in CEL; <c>self</c> is the value at <paramref name="Path"/>.</param>
/// <param name="Message">What is wrong and what to do about it.</param>
/// <param name="MessageExpression">The message in CEL, where it names an observed value.</param>
/// <param name="FieldPath">The field to blame, relative to <paramref name="Path"/>, such as <c>.canary</c>.</param>
/// <param name="Reason">FieldValueInvalid, FieldValueForbidden, FieldValueRequired or FieldValueDuplicate; null is the first.</param>
public sealed record CelRule(string Path, string Rule, string Message, string? MessageExpression, string? FieldPath, string? Reason);
