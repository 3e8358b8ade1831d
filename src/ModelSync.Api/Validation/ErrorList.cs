using System.Text.Json;

namespace ModelSync.Api.Validation;

/// <summary>Collects errors up to a number that a person still reads.</summary>
internal sealed class ErrorList
{
    private const int Capacity = 50;
    private readonly List<FieldError> _errors = [];

    public IReadOnlyList<FieldError> Errors => _errors;

    public bool IsFull => _errors.Count >= Capacity;

    public void Add(FieldPath path, JsonElement value, string message)
    {
        if (!IsFull)
        {
            _errors.Add(new FieldError(path.ToString(), Shown.Value(value), message));
        }
    }
}
