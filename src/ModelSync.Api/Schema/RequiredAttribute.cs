namespace ModelSync.Api.Schema;

/// <summary>The field must be there.</summary>
[AttributeUsage(AttributeTargets.Property)]
internal sealed class RequiredAttribute : Attribute;
