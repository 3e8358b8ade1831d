namespace ModelSync.Kubernetes.Tests.Controllers.Example;

public sealed record GreetingSpec
{
    public string? Text { get; init; }
}
