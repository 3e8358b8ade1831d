namespace ModelSync.Api.Validation.Rules;

/// <summary>A place in a schema: the rules about the values there, and the places below it. Built once; the same place may stand below several others.</summary>
internal sealed class Place<T>
    where T : class
{
    private readonly List<Rule<T>> _rules = [];
    private readonly List<IBelow<T>> _below = [];

    /// <summary>Adds a rule that every value has to follow.</summary>
    public Place<T> Require(string cel, Func<T, bool> holds, RuleMessage<T> message, string? field = null, string? reason = null) =>
        Add(new Rule<T>(cel, (self, _) => holds(self), message) { Field = field, Reason = reason });

    /// <summary>Adds a rule that every change from one value to the next has to follow; it is given the new value and the old one.</summary>
    public Place<T> RequireOfChange(string cel, Func<T, T, bool> holds, RuleMessage<T> message, string? field = null, string? reason = null) =>
        Add(new Rule<T>(cel, (self, old) => holds(self, old!), message) { Field = field, Reason = reason, IsTransition = true });

    /// <summary>Adds a rule about what CEL cannot see; an API server takes an object that breaks it, and the controller refuses it.</summary>
    public Place<T> RequireInCode(Func<T, bool> holds, RuleMessage<T> message, string? field = null) =>
        Add(new Rule<T>(string.Empty, (self, _) => holds(self), message) { Field = field });

    /// <summary>Adds the rules that another part of the list has about the same values.</summary>
    public Place<T> With(Func<Place<T>, Place<T>> more) => more(this);

    /// <summary>Adds the rules about a member.</summary>
    public Place<T> Member<TMember>(string name, Func<T, TMember?> get, Place<TMember> place)
        where TMember : class
    {
        _below.Add(new BelowMember<T, TMember>(name, get, place));
        return this;
    }

    /// <summary>Adds the rules about the elements of a list.</summary>
    public Place<T> Items<TItem>(string name, Func<T, IReadOnlyList<TItem>?> get, Place<TItem> place)
        where TItem : class
    {
        _below.Add(new BelowItems<T, TItem>(name, get, place));
        return this;
    }

    /// <summary>The rules here and below, as the schema lists them.</summary>
    public IEnumerable<CelRule> Describe(string path) => _rules.Select(rule => rule.At(path)).Concat(_below.SelectMany(below => below.Describe(path)));

    /// <summary>Adds to <paramref name="found"/> what a value breaks; <paramref name="old"/> is null where nothing changed into it.</summary>
    public void Check(T self, T? old, Location location, List<Violation> found)
    {
        foreach (var rule in _rules)
        {
            if ((!rule.IsTransition || old is not null) && !rule.Holds(self, old))
            {
                found.Add(new Violation(rule.At(location.SchemaPath()), new FieldError(location.Field(rule.Field), string.Empty, rule.Message.For(self))));
            }
        }

        foreach (var below in _below)
        {
            below.Check(self, old, location, found);
        }
    }

    private Place<T> Add(Rule<T> rule)
    {
        _rules.Add(rule);
        return this;
    }
}
