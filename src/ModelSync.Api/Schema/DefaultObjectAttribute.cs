namespace ModelSync.Api.Schema;

/// <summary>Where the object is left out it is there with its own defaults.</summary>
[AttributeUsage(AttributeTargets.Property)]
internal sealed class DefaultObjectAttribute : Attribute;
