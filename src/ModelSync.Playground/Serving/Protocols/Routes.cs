namespace ModelSync.Playground.Serving.Protocols;

/// <summary>The steps that all protocols share.</summary>
internal static class Routes
{
    public static Plan Get(this ErrorStyle errors, ServingRequest request, string route, Func<ServingReply> answer) =>
        errors.Only("GET", request, route, answer);

    public static Plan Only(this ErrorStyle errors, string method, ServingRequest request, string route, Func<ServingReply> answer)
    {
        if (!string.Equals(request.Method, method, StringComparison.Ordinal))
        {
            return Plan.Of(route, errors.MethodNotAllowed(method));
        }

        try
        {
            return Plan.Of(route, answer());
        }
        catch (InvalidInputException e)
        {
            return Plan.Of(route, errors.Of(e));
        }
    }

    /// <summary>An inference by POST, unless <paramref name="refusal"/> has something against it.</summary>
    public static Plan Infer(this ErrorStyle errors, ServingRequest request, string route, Func<ServingReply?> refusal, Func<Inference> inference)
    {
        if (!string.Equals(request.Method, "POST", StringComparison.Ordinal))
        {
            return Plan.Of(route, errors.MethodNotAllowed("POST"));
        }

        if (refusal() is { } refused)
        {
            return Plan.Of(route, refused);
        }

        try
        {
            return Plan.Of(route, inference());
        }
        catch (InvalidInputException e)
        {
            return Plan.Of(route, errors.Of(e));
        }
    }

    public static Plan Unrouted(this ErrorStyle errors, ServingRequest request) => Plan.Of(Plan.NoRoute, errors.NotFound(request));

    private static ServingReply Of(this ErrorStyle errors, InvalidInputException e) =>
        e.Status is { } status ? errors.Error(status, e.Message) : errors.InvalidInput(e.Message);
}
