using System.Text.Json.Serialization.Metadata;
using ModelSync.Kubernetes.Meta;
using ModelSync.Kubernetes.Resources;

namespace ModelSync.Kubernetes.Tests.Controllers.Example;

/// <summary>The kind of the example in docs/controller-runtime.md.</summary>
public sealed record Greeting : IResource<Greeting>
{
    public static ResourceInfo Resource { get; } = new("example.com", "v1", "Greeting", "greetings");

    public static JsonTypeInfo<Greeting> TypeInfo => GreetingJsonContext.Default.Greeting;

    public string? ApiVersion { get; init; }

    public string? Kind { get; init; }

    public required ObjectMeta Metadata { get; init; }

    public GreetingSpec? Spec { get; init; }
}
