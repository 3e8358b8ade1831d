namespace ModelSync.Playground.Faults.Rules;

/// <summary>Who seems to answer with an error.</summary>
public enum ErrorShape
{
    /// <summary>The API server: an object of the kind Status, in the format that the client asked for.</summary>
    Status,

    /// <summary>The API server's outermost filters, such as priority and fairness: one line of text.</summary>
    Text,

    /// <summary>A load balancer: a page of HTML.</summary>
    Html,
}
