using ModelSync.EndToEnd.World;
using ModelSync.Kubernetes.Client;

namespace ModelSync.EndToEnd.Client;

/// <summary>What the server refuses, and how it is told.</summary>
public sealed class ValidationTests : ClusterTest
{
    [Test]
    public async Task Unknown_fields_are_refused_where_the_server_can_and_dropped_where_it_cannot()
    {
        await Widgets.InstallAsync(Ct);
        var widget = Widgets.New(Key("w"), """{"replicas":2,"relicas":3}""");

        if (Cluster.Version.HasFieldValidation)
        {
            var error = Refused.By(() => Client.Dynamic(Widgets.Resource).CreateAsync(widget, options: null, Ct));
            Assert.That(error.Message, Does.Contain("relicas"));
        }

        var lenient = new WriteOptions { FieldValidation = FieldValidation.Ignore };
        var created = await Client.Dynamic(Widgets.Resource).CreateAsync(widget, lenient, Ct);
        Assert.That(created.At("spec", "relicas"), Is.Null);
    }

    [Test]
    public async Task Validation_rules_are_enforced_where_the_server_has_them()
    {
        await Widgets.InstallAsync(Ct);
        var seven = Widgets.New(Key("w"), """{"replicas":7}""");

        if (Cluster.Version.HasValidationRules)
        {
            var error = Refused.By(() => Client.Dynamic(Widgets.Resource).CreateAsync(seven, options: null, Ct));
            Assert.That(error.IsInvalid, Is.True);
            Assert.That(error.Message, Does.Contain("replicas must not be 7"));
        }
        else
        {
            Assert.That((await Client.Dynamic(Widgets.Resource).CreateAsync(seven, options: null, Ct)).At("spec", "replicas"), Is.EqualTo("7"));
        }
    }

    [Test]
    public async Task A_refusal_carries_the_causes_field_by_field()
    {
        await Widgets.InstallAsync(Ct);

        var error = Refused.By(() => Client.Dynamic(Widgets.Resource).CreateAsync(Widgets.New(Key("w"), """{"replicas":11,"mode":"odd"}"""), options: null, Ct));

        Assert.That(error.IsInvalid, Is.True);
        // Servers that have validation rules add a cause of their own for not having checked them, with the field "<nil>".
        Assert.That(error.Status.Details!.Causes!.Select(cause => cause.Field), Is.SupersetOf(new[] { "spec.replicas", "spec.mode" }));
    }
}
