using System.Globalization;
using LongAn.OpenData.Query.Spatial;
using LongAn.OpenData.Text;

namespace LongAn.OpenData.Query.Cql2;

/// <summary>Spatial functions: a place of the record and a shape, either way round.</summary>
internal static class Cql2Spatial
{
    private static readonly LocalizedText Numbers = new("BBOX với 4 hoặc 6 số", "BBOX with 4 or 6 numbers");
    private static readonly LocalizedText AnyShape = new("một hình WKT hoặc GeoJSON, ví dụ POINT(106.4 10.5)", "a shape of WKT or GeoJSON, such as POINT(106.4 10.5)");

    public static Filter? Bind(Cql2Binder binder, Cql2Node.Call call, SpatialOperator asked)
    {
        var (left, right) = (Read(binder, call.Arguments[0]), Read(binder, call.Arguments[1]));
        switch (left, right)
        {
            case (Place place, Shape shape):
                return new Filter.Spatial(asked, place, shape);
            case (Shape shape, Place place):
                return new Filter.Spatial(asked.Mirror, place, shape);
            case (Shape first, Shape second):
                return new Filter.Always(PreparedShape.Relates(first, asked, second));
            case (Place, Place):
                binder.Mistakes.Unsupported(call.At, $"{asked.Name} giữa hai vị trí của bản ghi", $"{asked.Name} between two places of a record");
                return null;
            default:
                return null;
        }
    }

    /// <returns>A <see cref="Place"/> or a <see cref="Spatial.Shape"/>; null, and reported, where it is neither.</returns>
    private static object? Read(Cql2Binder binder, Cql2Node node)
    {
        switch (node)
        {
            case Cql2Node.Property property:
                return ReadPlace(binder, property);
            case Cql2Node.Shape shape:
                return ReadShape(binder, shape);
            case Cql2Node.Call call when binder.Known(call) is { } row:
                if (row == Cql2Operator.BBox)
                    return ReadBox(binder, call);
                break;
            case Cql2Node.Call:
                return null;
        }

        binder.Mistakes.Type(node.At, "cần một vị trí hoặc một hình", "expected a place or a shape");
        return null;
    }

    private static Place? ReadPlace(Cql2Binder binder, Cql2Node.Property property)
    {
        if (Place.Find(property.Name, binder.Version) is { } place)
            return place;

        var schema = binder.Version.Schema;
        string[] known = [.. schema.Fields.Where(Place.IsStored).Select(field => field.Name), .. Place.Of(binder.Version) is null ? Array.Empty<string>() : [Place.Geometry]];
        if (schema.Find(property.Name) is { } field)
            binder.Mistakes.Type(property.At, $"trường {field.Name} (kiểu {field.Type}) không phải vị trí", $"the field {field.Name} (type {field.Type}) is not a place", known.FirstOrDefault());
        else
            binder.Mistakes.UnknownField(property.At, property.Name, known);
        return null;
    }

    private static Shape? ReadShape(Cql2Binder binder, Cql2Node.Shape node)
    {
        if (!IsAllowed(binder, node.At))
            return null;

        Shape? shape;
        var fault = node.Wkt is { } wkt ? ShapeReader.TryRead(wkt, out shape) : ShapeReader.TryRead(node.GeoJson, out shape);
        return Checked(binder, fault, shape, node.At);
    }

    /// <summary>West, south, [lowest,] east, north[, highest].</summary>
    private static Shape? ReadBox(Cql2Binder binder, Cql2Node.Call call)
    {
        double[] sides = [.. call.Arguments.OfType<Cql2Node.Number>().Select(Side)];
        if (sides.Length != call.Arguments.Count || sides.Length is not (4 or 6) || !sides.All(double.IsFinite))
        {
            binder.Mistakes.Syntax(call.At, $"BBOX({call.Arguments.Count})", Numbers);
            return null;
        }

        var half = sides.Length / 2;
        var (west, south, east, north) = (sides[0], sides[1], sides[half], sides[half + 1]);
        if (south > north)
        {
            binder.Mistakes.Value(call.At, "BBOX", new LocalizedText("nam không cao hơn bắc", "a south that is not north of its north"));
            return null;
        }

        return IsAllowed(binder, call.At) ? Checked(binder, ShapeReader.TryRead(west, south, east, north, out var box), box, call.At) : null;
    }

    private static bool IsAllowed(Cql2Binder binder, int at)
    {
        if (++binder.Shapes <= Cql2Limits.MaxShapes)
            return true;
        if (binder.Shapes == Cql2Limits.MaxShapes + 1)
            binder.Mistakes.TooComplex(at, Cql2Limits.MaxShapes, "hình", "shapes");
        return false;
    }

    private static double Side(Cql2Node.Number number) =>
        double.TryParse(number.Digits, NumberStyles.Float, CultureInfo.InvariantCulture, out var side) ? side : double.NaN;

    private static Shape? Checked(Cql2Binder binder, ShapeFault fault, Shape? shape, int at)
    {
        switch (fault)
        {
            case ShapeFault.None:
                return shape;
            case ShapeFault.TooManyPoints:
                binder.Mistakes.TooComplex(at, Cql2Limits.MaxPoints, "điểm trong một hình", "points in a shape");
                return null;
            case ShapeFault.Crossing:
                binder.Mistakes.Value(at, "WKT", new LocalizedText("một hình không tự cắt", "a shape that does not cross itself"));
                return null;
            default:
                binder.Mistakes.Value(at, "WKT", AnyShape);
                return null;
        }
    }
}
