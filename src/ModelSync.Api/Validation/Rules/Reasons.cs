namespace ModelSync.Api.Validation.Rules;

/// <summary>The reasons that a rule may give for its refusal, besides the usual FieldValueInvalid. Not FieldValueDuplicate: the server drops the message of those.</summary>
internal static class Reasons
{
    /// <summary>Something has to be there.</summary>
    public const string Required = "FieldValueRequired";

    /// <summary>Something must not be there, or must not change.</summary>
    public const string Forbidden = "FieldValueForbidden";
}
