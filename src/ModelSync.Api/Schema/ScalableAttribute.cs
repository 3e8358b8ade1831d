namespace ModelSync.Api.Schema;

/// <summary>The kind has the scale subresource: spec.replicas, status.replicas and status.selector.</summary>
[AttributeUsage(AttributeTargets.Class)]
internal sealed class ScalableAttribute : Attribute;
