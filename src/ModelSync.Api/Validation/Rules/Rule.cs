namespace ModelSync.Api.Validation.Rules;

/// <summary>One rule about values of a type, said twice: in CEL for the API server and in C# for us. A test holds the two together.</summary>
/// <param name="Cel">The rule in CEL; empty for what CEL cannot see, such as the inside of a pod template.</param>
/// <param name="Holds">The same of a value and, for a change, of the value before it.</param>
/// <param name="Message">What is wrong and what to do about it; <c>{0}</c> is the observed value.</param>
internal sealed record Rule<T>(string Cel, Func<T, T?, bool> Holds, RuleMessage<T> Message)
    where T : class
{
    /// <summary>Whether the rule is about a change and says nothing about a new object.</summary>
    public bool IsTransition { get; init; }

    /// <summary>The field to blame, relative to the value, such as <c>.setWeight</c>; null is the value itself.</summary>
    public string? Field { get; init; }

    /// <summary>The reason that clients can read; null is FieldValueInvalid.</summary>
    public string? Reason { get; init; }

    /// <summary>The rule at a place of a schema.</summary>
    public CelRule At(string path) => new(path, Cel, Message.Text, Message.Expression, Field, Reason);
}
