namespace ModelSync.Playground.Faults.Rules;

/// <summary>Which requests are meant: all that match everything that is given.</summary>
public sealed record RequestSelector
{
    /// <summary>What a selector of subresources says to mean requests for the resource itself.</summary>
    public const string NoSubresource = "-";

    /// <summary>Every request.</summary>
    public static RequestSelector Any { get; } = new();

    /// <summary>
    /// Kubernetes' verbs: get, list, watch, create, update, patch, delete, deletecollection; also apply, which is a patch too. The HTTP method in lower case
    /// where no resource is meant.
    /// </summary>
    public Pattern? Verb { get; init; }

    /// <summary>The resource, such as <c>configmaps</c>, or with its group, such as <c>deployments.apps</c>.</summary>
    public Pattern? Resource { get; init; }

    /// <summary>The subresource, such as <c>status</c>; without it all are meant, and <see cref="NoSubresource"/> means none.</summary>
    public Pattern? Subresource { get; init; }

    /// <summary>The namespace.</summary>
    public Pattern? Namespace { get; init; }

    /// <summary>The object's name, also where it only stands in the field selector of a list or watch.</summary>
    public Pattern? Name { get; init; }

    /// <summary>Who asks, as the API server would call them.</summary>
    public Pattern? User { get; init; }

    /// <summary>The client's User-Agent.</summary>
    public Pattern? Agent { get; init; }

    /// <summary>The path, for requests that mean no resource.</summary>
    public Pattern? Path { get; init; }

    internal bool Matches(ApiRequest request) =>
        (Verb is null || Verb.Matches(request.Verb) || (request.Verb is "apply" && Verb.Matches("patch")))
        && (Resource is null || (request.Resource is { } resource && Resource.MatchesAny(resource, request.QualifiedResource)))
        && (Subresource is null || Subresource.Matches(request.Resource is null ? null : request.Subresource ?? NoSubresource))
        && (Namespace is null || Namespace.Matches(request.Namespace))
        && (Name is null || Name.Matches(request.Name))
        && (User is null || User.Matches(request.User))
        && (Agent is null || Agent.Matches(request.Agent))
        && (Path is null || Path.Matches(request.Path));

    internal void Print(RuleText text)
    {
        foreach (var (name, pattern) in Parts())
        {
            text.AddUnless(pattern is null, name, pattern?.Text ?? "");
        }
    }

    private IEnumerable<(string Name, Pattern? Pattern)> Parts() =>
    [
        ("verb", Verb), ("resource", Resource), ("subresource", Subresource), ("namespace", Namespace),
        ("name", Name), ("user", User), ("agent", Agent), ("path", Path),
    ];
}
