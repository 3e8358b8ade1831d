namespace ModelSync.Api.Schema;

/// <summary>The list is a set: no value twice, and server-side apply merges it by value.</summary>
[AttributeUsage(AttributeTargets.Property)]
internal sealed class ListSetAttribute : Attribute;
